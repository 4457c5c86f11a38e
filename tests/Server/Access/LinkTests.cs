using System.Net;
using System.Net.Http.Json;
using Isberg.World;

namespace Isberg.Access;

public sealed class LinkTests
{
    private const string New = "tre gröna tallar vid sundet";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_sets_a_password_once_and_ends_what_was_open()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        using var before = await centre.SignIn("maya", Stop);
        var secret = await NewLink(otto, centre.Maya);
        using var browser = server.NewClient();
        var owner = await (await browser.PostAsJsonAsync("/api/v1/session/link/look", new { secret }, Stop)).Read(Stop);
        Assert.Equal(TestCentre.EmailOf("maya"), owner.GetProperty("email").GetString());

        var session = await (await browser.PostAsJsonAsync("/api/v1/session/link", new { secret, password = New }, Stop)).Read(Stop);

        Assert.Equal("Maya", session.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.GetAsync("/api/v1/session", Stop)).StatusCode);
        using var again = await server.NewClient().PostAsJsonAsync("/api/v1/session/link", new { secret, password = "another good long one" }, Stop);
        await again.Refused(HttpStatusCode.NotFound, "link.unknown", Stop);
        await (await server.NewClient().Enter(TestCentre.EmailOf("maya"), New, Stop)).Read(Stop);
    }

    [Fact]
    public async Task A_bad_password_does_not_use_the_link_up()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var secret = await NewLink(otto, centre.Maya);

        using var weak = await server.NewClient().PostAsJsonAsync("/api/v1/session/link", new { secret, password = "Sommar2026!!" }, Stop);

        await weak.Refused(HttpStatusCode.BadRequest, "password.common.invalid", Stop);
        await (await server.NewClient().PostAsJsonAsync("/api/v1/session/link", new { secret, password = New }, Stop)).Read(Stop);
    }

    [Fact]
    public async Task A_link_runs_out_after_a_day_and_when_a_newer_one_is_made()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var first = await NewLink(otto, centre.Maya);
        var second = await NewLink(otto, centre.Maya);
        using var browser = server.NewClient();

        using var replaced = await browser.PostAsJsonAsync("/api/v1/session/link/look", new { secret = first }, Stop);
        await replaced.Refused(HttpStatusCode.NotFound, "link.unknown", Stop);
        await (await browser.PostAsJsonAsync("/api/v1/session/link/look", new { secret = second }, Stop)).Read(Stop);
        clock.Advance(TimeSpan.FromHours(24));
        using var late = await browser.PostAsJsonAsync("/api/v1/session/link/look", new { secret = second }, Stop);

        await late.Refused(HttpStatusCode.NotFound, "link.unknown", Stop);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public async Task Something_that_is_no_link_opens_nothing(string secret)
    {
        await using var server = await TestServer.Start(Stop);
        using var browser = server.NewClient();

        using var answer = await browser.PostAsJsonAsync("/api/v1/session/link", new { secret, password = New }, Stop);

        await answer.Refused(HttpStatusCode.NotFound, "link.unknown", Stop);
    }

    private static async Task<string> NewLink(HttpClient administrator, PersonId person)
    {
        var link = await (await administrator.PostAsync($"/api/v1/accounts/{person.Value}/link", null, Stop)).Read(Stop);
        return link.GetProperty("path").GetString()!.Split('#')[1];
    }
}
