using System.Net;
using System.Net.Http.Json;
using Isberg.World;

namespace Isberg.Access;

public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await using var server = await TestServer.Start(Stop);
        await server.NewCentre(Stop);
        using var client = server.NewClient();

        using var wrong = await client.Enter(TestCentre.EmailOf("maya"), "Fyren lyser inte alls", Stop);
        using var unknown = await client.Enter("nobody@sund.example", "Fyren lyser inte alls", Stop);

        await wrong.Refused(HttpStatusCode.BadRequest, "session.password.invalid", Stop);
        await unknown.Refused(HttpStatusCode.BadRequest, "session.password.invalid", Stop);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_close_the_door_for_a_while_and_an_administrator_opens_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var client = server.NewClient();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            using var wrong = await client.Enter(TestCentre.EmailOf("maya"), $"wrong again {attempt}", Stop);
            await wrong.Refused(HttpStatusCode.BadRequest, "session.password.invalid", Stop);
        }

        using var eighth = await client.Enter(TestCentre.EmailOf("maya"), "wrong again", Stop);
        await eighth.Refused(HttpStatusCode.TooManyRequests, "session.attempts.too_many", Stop);
        using var right = await client.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop);
        await right.Refused(HttpStatusCode.TooManyRequests, "session.attempts.too_many", Stop);

        using var otto = await centre.SignIn("otto", Stop);
        var account = await (await otto.GetAsync($"/api/v1/accounts/{centre.Maya.Value}", Stop)).Read(Stop);
        Assert.True(account.GetProperty("isLockedOut").GetBoolean());
        await (await otto.Change($"/api/v1/accounts/{centre.Maya.Value}", account.GetProperty("version").GetString()!, new { roles = new[] { "agent" }, isLocked = false }, Stop)).Read(Stop);
        using var again = await centre.SignIn("maya", Stop);

        var kinds = await centre.Kinds(Stop);
        Assert.Equal(9, kinds.Count(it => it == "sign.in.failed"));
        Assert.Single(kinds, "account.locked.out");
    }

    [Fact]
    public async Task A_session_that_is_ended_is_over_at_once_wherever_it_was()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var office = await centre.SignIn("maya", Stop);
        using var home = await centre.SignIn("maya", Stop);
        var sessions = await (await office.GetAsync("/api/v1/sessions", Stop)).Read(Stop);
        Assert.Equal(2, sessions.GetArrayLength());
        var other = sessions.EnumerateArray().Single(it => !it.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();

        using var ended = await office.DeleteAsync($"/api/v1/sessions/{other}", Stop);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var outside = await home.GetAsync("/api/v1/session", Stop);
        await outside.Refused(HttpStatusCode.Unauthorized, "session.signed_out", Stop);
        await (await office.GetAsync("/api/v1/session", Stop)).Read(Stop);
    }

    [Fact]
    public async Task Nobody_ends_or_sees_another_persons_session_but_an_administrator_does()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var noor = await centre.SignIn("noor", Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var own = await (await maya.GetAsync("/api/v1/sessions", Stop)).Read(Stop);

        using var foreign = await noor.DeleteAsync($"/api/v1/sessions/{own[0].GetProperty("id").GetString()}", Stop);
        await foreign.Refused(HttpStatusCode.NotFound, "session.unknown", Stop);
        using var home = await centre.SignIn("maya", Stop);
        var seen = await (await otto.GetAsync($"/api/v1/accounts/{centre.Maya.Value}/sessions", Stop)).Read(Stop);
        Assert.Equal(2, seen.GetArrayLength());
        using var noors = await otto.DeleteAsync($"/api/v1/accounts/{centre.Noor.Value}/sessions/{own[0].GetProperty("id").GetString()}", Stop);
        await noors.Refused(HttpStatusCode.NotFound, "session.unknown", Stop);

        await (await otto.DeleteAsync($"/api/v1/accounts/{centre.Maya.Value}/sessions/{own[0].GetProperty("id").GetString()}", Stop)).Read(Stop);
        using var outside = await maya.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, outside.StatusCode);
        await (await home.GetAsync("/api/v1/session", Stop)).Read(Stop);

        await (await otto.DeleteAsync($"/api/v1/accounts/{centre.Maya.Value}/sessions", Stop)).Read(Stop);
        using var alsoOutside = await home.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, alsoOutside.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_itself_when_nobody_uses_it_and_after_a_week_in_any_case()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        using var idle = await centre.SignIn("maya", Stop);
        using var busy = await centre.SignIn("noor", Stop);

        for (var half = 0; half < 13; half++)
        {
            clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
            using var still = await busy.GetAsync("/api/v1/session", Stop);
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }

        using var over = await idle.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
        clock.Advance(TimeSpan.FromHours(11));
        clock.Advance(TimeSpan.FromHours(2));
        using var weekOld = await busy.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, weekOld.StatusCode);
    }

    [Fact]
    public async Task A_change_of_rights_holds_at_once_and_a_closed_account_is_out()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, (await maya.GetAsync("/api/v1/accounts", Stop)).StatusCode);
        var address = $"/api/v1/accounts/{centre.Maya.Value}";
        var before = await (await otto.GetAsync(address, Stop)).Read(Stop);

        var after = await (await otto.Change(address, before.GetProperty("version").GetString()!, new { roles = new[] { "administrator" }, isLocked = false }, Stop)).Read(Stop);
        Assert.Equal(HttpStatusCode.OK, (await maya.GetAsync("/api/v1/accounts", Stop)).StatusCode);
        using var stale = await otto.Change(address, before.GetProperty("version").GetString()!, new { roles = new[] { "agent" }, isLocked = false }, Stop);
        await stale.Refused(HttpStatusCode.PreconditionFailed, "account.changed", Stop);
        await (await otto.Change(address, after.GetProperty("version").GetString()!, new { roles = new[] { "administrator" }, isLocked = true }, Stop)).Read(Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, (await maya.GetAsync("/api/v1/session", Stop)).StatusCode);
        using var client = server.NewClient();
        using var closed = await client.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop);
        await closed.Refused(HttpStatusCode.Forbidden, "account.forbidden", Stop);
        using var guess = await client.Enter(TestCentre.EmailOf("maya"), "not her password", Stop);
        await guess.Refused(HttpStatusCode.BadRequest, "session.password.invalid", Stop); // who guesses learns nothing
    }

    [Fact]
    public async Task The_last_administrator_cannot_give_up_the_keys()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var address = $"/api/v1/accounts/{centre.Otto.Value}";
        var version = (await (await otto.GetAsync(address, Stop)).Read(Stop)).GetProperty("version").GetString()!;

        using var locked = await otto.Change(address, version, new { roles = new[] { "administrator" }, isLocked = true }, Stop);
        using var demoted = await otto.Change(address, version, new { roles = new[] { "agent" }, isLocked = false }, Stop);

        await locked.Refused(HttpStatusCode.Conflict, "account.last_administrator", Stop);
        await demoted.Refused(HttpStatusCode.Conflict, "account.last_administrator", Stop);
    }

    [Fact]
    public async Task Who_signs_in_on_top_of_a_session_gets_a_new_key_and_the_old_one_is_dead()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var browser = await centre.SignIn("maya", Stop);
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        using var first = await thief.SendAsync(SignInRequest(null), Stop);
        var planted = CookieOf(first);

        using var second = await thief.SendAsync(SignInRequest(planted), Stop);

        Assert.NotEqual(planted, CookieOf(second));
        using var old = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session") { Headers = { { "Cookie", planted } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.SendAsync(old, Stop)).StatusCode);
        Assert.Contains("httponly; ", first.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant() + "; ", StringComparison.Ordinal);
        Assert.Contains("samesite=strict", first.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant(), StringComparison.Ordinal);

        static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("isberg=", StringComparison.Ordinal)).Split(';')[0];

        static HttpRequestMessage SignInRequest(string? cookie)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
            {
                Content = JsonContent.Create(new { email = TestCentre.EmailOf("maya"), password = TestCentre.Password }), Headers = { { "X-Isberg", "1" } },
            };
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            return request;
        }
    }

    [Fact]
    public async Task Security_events_name_nobody()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var wrong = await server.NewClient().Enter(TestCentre.EmailOf("maya"), "something else", Stop);

        var bodies = await centre.Bodies(Stop);

        Assert.Contains(bodies, it => it.Contains(centre.Maya.Value.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(bodies, it => it.Contains("maya@", StringComparison.OrdinalIgnoreCase) || it.Contains("something", StringComparison.OrdinalIgnoreCase));
    }
}
