using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed in the middle of a conversation, and nobody who talks notices.</summary>
public sealed class KillTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Boris = 880, Noors = 1_040;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_interrupts_nobody_and_has_the_call_back()
    {
        var (phone, desk) = await town.AtWork("maya");
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        desk.Dispose();
        var (noors, noorsDesk) = await town.AtWork("noor");
        var boris = town.Outside();
        await town.CallOut(noorsDesk, "+46709876543");
        noorsDesk.Dispose();
        var calling = await noors.NextCall(Stop);
        calling.Answer();
        var called = await boris.NextCall(Stop);
        called.Answer();
        (called.Sound.Tone, calling.Sound.Tone) = (Boris, Noors);
        await called.Sound.Hears(Noors, Stop);

        await using var server = await town.Apart();
        await IsBack(server);
        await server.Kill(Stop);
        var killed = DateTimeOffset.UtcNow;
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);
        await server.Start(Stop);
        using var again = await IsBack(server);
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);
        await called.Sound.Hears(Noors, Stop);
        await calling.Sound.Hears(Boris, Stop);
        await SoundIsMeasuredOn(again, call, taken, killed);
        Assert.False(call.HasEnded || taken.HasEnded || called.HasEnded || calling.HasEnded, "Nobody was interrupted.");

        await call.HangUp(Stop);
        Assert.True((await taken.Ended(Stop)).ByTheOther, "The server drives the call again.");
        await called.HangUp(Stop);
        Assert.True((await calling.Ended(Stop)).ByTheOther, "Also the one that went out.");
        await Town.Until(async () => await StageOf(again) == "WrappingUp", "Maya wraps up");
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }

    /// <summary>Maya's line gets bad only now; what the killed server has seen of the same call, its sound too, is in the same row.</summary>
    private static async Task SoundIsMeasuredOn(HttpClient desk, SipCall call, SipCall taken, DateTimeOffset killed)
    {
        taken.Sound.Loses = 0.1;
        await Town.Until(async () => (string?)await OnDesk(desk, "sound") == "Own", "Maya is told of her bad sound by the next server");
        var contact = (string)(await OnDesk(desk, "contact"))!;
        JsonNode? agent = null;
        await Town.Until(
            async () => (double?)(agent = (await desk.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{contact}/sound", Stop))!.Single(it => (string)it!["side"]! == "Agent"))!["receivedLoss"] > 0,
            "what was lost is kept while the call goes on");
        Assert.True((DateTimeOffset)agent!["startedAt"]! < killed, "It is the row that the killed server began.");
        Assert.False(call.HasEnded || taken.HasEnded);
    }

    private static async Task<JsonNode?> OnDesk(HttpClient desk, string what) =>
        (await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray().SingleOrDefault()?[what];

    /// <summary>A browser in which Maya has the call on her desk.</summary>
    private static async Task<HttpClient> IsBack(ServerProcess server)
    {
        var desk = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        await Town.Until(
            async () => (await desk.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf("maya"), TestCentre.Password }, Stop)).IsSuccessStatusCode
                && await StageOf(desk) == "Handled",
            "the call is back on the desk");
        return desk;
    }

    private static async Task<string?> StageOf(HttpClient desk) => (string?)await OnDesk(desk, "stage");
}
