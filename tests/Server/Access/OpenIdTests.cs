using System.Net;
using System.Text.Json;
using Isberg.Peers;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Staff sign in through a real OpenID provider.</summary>
public sealed class OpenIdTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_there_and_is_known_here_by_the_services_own_name_from_then_on()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await using var provider = await OpenIdProvider.Start(new Uri(server.Address, "/api/v1/session/openid/back"), Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var setup = await SetUp(otto, provider, groups: [], provisions: false);
        Assert.True(setup.GetProperty("hasSecret").GetBoolean());

        using var maya = Browser(server, "maya");
        Assert.Equal("/desk/board", await Enter(maya, to: "/desk/board"));
        var session = await (await maya.GetAsync("/api/v1/session", Stop)).Read(Stop);
        Assert.Equal("Maya", session.GetProperty("name").GetString());

        await using (var db = server.Databases.CreateDbContext())
        {
            Assert.Equal("maya", (await db.UserLogins.SingleAsync(Stop)).ProviderKey);
            Assert.DoesNotContain(OpenIdProvider.Secret, (await db.OpenIdSetups.SingleAsync(Stop)).Secret, StringComparison.Ordinal);
        }

        using var stranger = Browser(server, "asa");
        Assert.Equal("/desk/?refused=openid.account.forbidden", await Enter(stranger));
    }

    [Fact]
    public async Task Groups_give_roles_at_every_sign_in_and_a_newcomer_gets_an_account_if_that_is_wanted()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await using var provider = await OpenIdProvider.Start(new Uri(server.Address, "/api/v1/session/openid/back"), Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var setup = await SetUp(otto, provider, [new("contact-centre", "agent"), new("leads", "supervisor")], provisions: true);

        using var asa = Browser(server, "asa");
        await Enter(asa);
        Assert.Equal("Åsa Öberg", (await (await asa.GetAsync("/api/v1/session", Stop)).Read(Stop)).GetProperty("name").GetString());
        Assert.Equal(["agent"], await RolesOf(otto, "asa"));
        using var maya = Browser(server, "maya");
        await Enter(maya);
        Assert.Equal(["agent", "supervisor"], await RolesOf(otto, "maya"));

        await SetUp(otto, provider, [new("leads", "planner")], provisions: true, setup.GetProperty("version").GetString());
        using var again = Browser(server, "maya");
        await Enter(again);
        Assert.Equal(["planner"], await RolesOf(otto, "maya"));
        using var without = Browser(server, "asa");
        Assert.Equal("/desk/?refused=openid.role.forbidden", await Enter(without));
    }

    [Fact]
    public async Task An_address_that_the_service_has_not_checked_opens_nobodys_account()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await using var provider = await OpenIdProvider.Start(new Uri(server.Address, "/api/v1/session/openid/back"), Stop);
        using var otto = await centre.SignIn("otto", Stop);
        await SetUp(otto, provider, groups: [], provisions: false);

        using var eve = Browser(server, "eve");

        Assert.Equal("/desk/?refused=openid.account.forbidden", await Enter(eve));
        Assert.Equal(HttpStatusCode.Unauthorized, (await eve.GetAsync("/api/v1/session", Stop)).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_opens_nothing_and_nobody_is_sent_to_foreign_sites()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await using var provider = await OpenIdProvider.Start(new Uri(server.Address, "/api/v1/session/openid/back"), Stop);
        using var otto = await centre.SignIn("otto", Stop);
        await SetUp(otto, provider, groups: [], provisions: false);
        using var maya = Browser(server, "maya");

        using var planted = await maya.GetAsync("/api/v1/session/openid/back?code=abc&state=def", Stop);
        Assert.Equal("/desk/?refused=openid.invalid", planted.Headers.Location!.ToString());
        Assert.Equal("/desk/", await Enter(maya, to: "https://foreign.example/desk/"));
    }

    [Fact]
    public async Task A_set_up_that_leads_nowhere_is_refused_in_a_sentence()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var nowhere = await Keep(otto, "http://127.0.0.1:9", [], false, null);
        using var plain = await Keep(otto, "http://login.example", [], false, null);
        using var king = await Keep(otto, "https://login.example", [new("all", "king")], false, null);

        await nowhere.Refused(HttpStatusCode.ServiceUnavailable, "openid.issuer.unavailable", Stop);
        await plain.Refused(HttpStatusCode.BadRequest, "openid.issuer.invalid", Stop);
        await king.Refused(HttpStatusCode.BadRequest, "role.invalid", Stop);
    }

    /// <summary>The person's browser: it follows by hand, and tells the provider who sits before it.</summary>
    private static HttpClient Browser(TestServer server, string person) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Person", person } },
        };

    /// <summary>Follows from the button to wherever the browser ends on our side.</summary>
    private static async Task<string> Enter(HttpClient browser, string to = "/desk/")
    {
        var address = new Uri(browser.BaseAddress!, $"/api/v1/session/openid?to={Uri.EscapeDataString(to)}");
        for (var step = 0; step < 12; step++)
        {
            using var answer = await browser.GetAsync(address, Stop);
            Assert.True(answer.Headers.Location is not null, $"{(int)answer.StatusCode} at {address}: {await answer.Content.ReadAsStringAsync(Stop)}");
            address = new Uri(address, answer.Headers.Location);
            if (address.AbsolutePath.StartsWith("/desk/", StringComparison.Ordinal)) return address.PathAndQuery;
        }

        throw new InvalidOperationException("The way never ended.");
    }

    private static async Task<JsonElement> SetUp(
        HttpClient administrator, OpenIdProvider provider, GroupRole[] groups, bool provisions, string? version = null) =>
        await (await Keep(administrator, provider.Issuer, groups, provisions, version)).Read(Stop);

    private static Task<HttpResponseMessage> Keep(HttpClient administrator, string issuer, GroupRole[] groups, bool provisions, string? version) =>
        administrator.Change("/api/v1/access/openid", version ?? $"\"{Guid.Empty:N}\"", new
        {
            isOn = true, name = "Kommunen", issuer, clientId = OpenIdProvider.Client, secret = OpenIdProvider.Secret, groupClaim = "groups", groups, provisions,
        }, Stop);

    private static async Task<IEnumerable<string>> RolesOf(HttpClient administrator, string name)
    {
        var found = await (await administrator.GetAsync($"/api/v1/accounts?search={name}", Stop)).Read(Stop);
        return found.GetProperty("items")[0].GetProperty("account").GetProperty("roles").EnumerateArray().Select(it => it.GetString()!).Order(StringComparer.Ordinal);
    }
}
