using System.Net;
using System.Net.Http.Json;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

public sealed class SecondStepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_an_authenticator_app_is_asked_for_its_code()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (secret, _) = await SetUp(maya);

        using var browser = server.NewClient();
        using var password = await browser.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop);
        await password.Refused(HttpStatusCode.Conflict, "session.code_needed", Stop);
        using var notYet = await browser.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, notYet.StatusCode);
        using var wrong = await Send(browser, "code", "000000" == AccessCalls.CodeOf(secret, DateTimeOffset.UtcNow) ? "000001" : "000000");
        await wrong.Refused(HttpStatusCode.BadRequest, "session.code.invalid", Stop);

        await (await Send(browser, "code", AccessCalls.CodeOf(secret, Next))).Read(Stop);

        var session = await (await browser.GetAsync("/api/v1/sessions", Stop)).Read(Stop);
        Assert.Contains(session.EnumerateArray(), it => it.GetProperty("way").GetString() == "PasswordAndCode");
    }

    [Fact]
    public async Task A_code_opens_once_also_while_the_app_still_shows_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (secret, _) = await SetUp(maya);
        var code = AccessCalls.CodeOf(secret, Next);
        using var own = server.NewClient();
        (await own.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop)).Dispose();
        await (await Send(own, "code", code)).Read(Stop);

        using var other = server.NewClient();
        (await other.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop)).Dispose();
        using var again = await Send(other, "code", code);
        using var unpadded = await Send(other, "code", code.TrimStart('0'));

        await again.Refused(HttpStatusCode.BadRequest, "session.code.invalid", Stop);
        await unpadded.Refused(HttpStatusCode.BadRequest, "session.code.invalid", Stop);
        await (await Send(other, "code", AccessCalls.CodeOf(secret, Next.AddSeconds(30)))).Read(Stop);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (_, codes) = await SetUp(maya);
        Assert.Equal(10, codes.Count);

        using var first = server.NewClient();
        (await first.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop)).Dispose();
        await (await Send(first, "recovery-code", codes[0].ToLowerInvariant())).Read(Stop);
        using var second = server.NewClient();
        (await second.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop)).Dispose();
        using var again = await Send(second, "recovery-code", codes[0]);

        await again.Refused(HttpStatusCode.BadRequest, "session.code.invalid", Stop);
        var account = await (await maya.GetAsync("/api/v1/account", Stop)).Read(Stop);
        Assert.Equal(9, account.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task A_code_without_a_password_before_it_is_worth_nothing()
    {
        await using var server = await TestServer.Start(Stop);
        await server.NewCentre(Stop);
        using var browser = server.NewClient();

        using var answer = await Send(browser, "code", "123456");

        await answer.Refused(HttpStatusCode.BadRequest, "session.step.invalid", Stop);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_like_wrong_passwords()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (secret, _) = await SetUp(maya);
        using var browser = server.NewClient();
        (await browser.Enter(TestCentre.EmailOf("maya"), TestCentre.Password, Stop)).Dispose();
        var right = AccessCalls.CodeOf(secret, Next);
        for (var attempt = 0; attempt < 8; attempt++) (await Send(browser, "recovery-code", $"WRONG-0000{attempt}")).Dispose();

        using var locked = await Send(browser, "code", right);

        await locked.Refused(HttpStatusCode.TooManyRequests, "session.attempts.too_many", Stop);
    }

    [Fact]
    public async Task Nothing_in_the_database_makes_a_code()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (secret, codes) = await SetUp(maya);

        await using var db = server.Databases.CreateDbContext();
        var stored = string.Join(' ', await db.UserTokens.Select(it => it.Value).ToListAsync(Stop));

        Assert.NotEmpty(stored);
        Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, it => Assert.DoesNotContain(it, stored, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Removing_the_app_needs_the_password_and_an_administrator_can_help_when_the_phone_is_lost()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);
        await SetUp(maya);
        using var wrong = await maya.PostAsJsonAsync("/api/v1/account/authenticator/remove", new { password = "not this one" }, Stop);
        await wrong.Refused(HttpStatusCode.BadRequest, "account.password.invalid", Stop);
        using var otto = await centre.SignIn("otto", Stop);

        await (await otto.DeleteAsync($"/api/v1/accounts/{centre.Maya.Value}/second-steps", Stop)).Read(Stop);

        using var again = await centre.SignIn("maya", Stop);
        Assert.Equal(2, (await centre.Kinds(Stop)).Count(it => it == "second.step.changed"));
        await using var db = server.Databases.CreateDbContext();
        Assert.Empty(await db.UserTokens.ToListAsync(Stop));
    }

    /// <summary>The code of now has been used to set the app up.</summary>
    private static DateTimeOffset Next => DateTimeOffset.UtcNow.AddSeconds(30);

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> SetUp(HttpClient client)
    {
        var begun = await (await client.PostAsync("/api/v1/account/authenticator", null, Stop)).Read(Stop);
        Assert.StartsWith("<svg", begun.GetProperty("picture").GetString()!.TrimStart(), StringComparison.Ordinal);
        var secret = begun.GetProperty("secret").GetString()!;
        Assert.Contains(secret, begun.GetProperty("address").GetString(), StringComparison.Ordinal);
        var done = await (await client.PostAsJsonAsync(
            "/api/v1/account/authenticator/confirm", new { code = AccessCalls.CodeOf(secret, DateTimeOffset.UtcNow) }, Stop)).Read(Stop);
        return (secret, [.. done.GetProperty("codes").EnumerateArray().Select(it => it.GetString()!)]);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string step, string code) =>
        client.PostAsJsonAsync($"/api/v1/session/{step}", new { code }, Stop);
}
