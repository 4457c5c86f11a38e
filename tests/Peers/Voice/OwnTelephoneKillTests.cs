using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while somebody's own telephone rings, and again while he talks there.</summary>
public sealed class OwnTelephoneKillTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_loses_neither_a_telephone_that_rings_nor_a_call_there()
    {
        var outside = town.Outside();
        using (var desk = await town.Centre.SignIn("maya", Stop)) await town.HasOwnTelephone(desk, "maya", outside);
        await using var server = await town.Apart();
        using (var desk = await SignIn(server)) await Town.Until(async () => await PhoneOf(desk) == "Ready", "the next server knows her telephone");

        var call = town.Caller().Call(Town.Number);
        var maya = await outside.NextCall(Stop);
        await server.Kill(Stop);
        maya.Answer();
        await maya.Sound.Hears(Town.Voice, Stop);
        maya.Press("1");
        (call.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await server.Start(Stop);
        await call.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);

        await server.Kill(Stop);
        await call.Sound.Hears(Mayas, Stop);
        await server.Start(Stop);
        using var again = await SignIn(server);
        await Town.Until(async () => await PhoneOf(again) == "InCall", "her telephone is known to be in the call");
        await maya.Sound.Hears(Annas, Stop);
        Assert.False(call.HasEnded || maya.HasEnded, "Nobody was interrupted.");

        await call.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }

    private static async Task<HttpClient> SignIn(ServerProcess server)
    {
        var desk = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        await Town.Until(async () => (await desk.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf("maya"), TestCentre.Password }, Stop)).IsSuccessStatusCode, "Maya is signed in");
        return desk;
    }

    private static async Task<string?> PhoneOf(HttpClient desk) => (string?)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/phone", Stop))!["state"];
}
