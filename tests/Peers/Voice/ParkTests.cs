using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>A call is parked and picked up; tones say who hears whom, also when the server is killed meanwhile.</summary>
public sealed class ParkTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parked_caller_hears_music_outlives_a_killed_server_and_is_picked_up_by_a_colleague()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var first = mayasDesk;
        var gone = await Talk(maya);
        await Park(mayasDesk);
        await gone.Call.HangUp(Stop);
        await Town.Until(async () => (await town.Calls()).Count == 0, "whoever hangs up while he is parked is gone, and nobody wraps up");

        var (call, _) = await Talk(maya);
        var (noors, noorsDesk) = await town.AtWork("noor");
        using var second = noorsDesk;
        var contact = await Park(mayasDesk);
        await call.Sound.HearsMusic(Stop, Annas, Mayas, Noors, Town.Voice);

        await using var server = await town.Apart();
        await server.Kill(Stop);
        await call.Sound.HearsMusic(Stop, Annas, Mayas, Noors, Town.Voice);
        await server.Start(Stop);
        using var desk = await Back(server, contact);
        await Town.Until(async () => (await desk.PostAsJsonAsync($"/api/v1/desk/contacts/{contact}/pick-up", new { }, Stop)).IsSuccessStatusCode, "Noor picks the call up");
        var noor = await noors.NextCall(Stop);
        noor.Sound.Tone = Noors;
        noor.Answer();
        await call.Sound.Hears(Noors, Stop);
        await noor.Sound.Hears(Annas, Stop);

        await call.HangUp(Stop);
        Assert.True((await noor.Ended(Stop)).ByTheOther, "The server drives the call again.");
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }

    private async Task<(SipCall Call, SipCall Taken)> Talk(SipPhone phone)
    {
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        return (call, taken);
    }

    /// <summary>Maya parks the call that she has, and is free for the next at once.</summary>
    private async Task<Guid> Park(HttpClient desk)
    {
        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        using var answer = await desk.PostAsJsonAsync($"/api/v1/desk/contacts/{contact}/park", new { }, Stop);
        Assert.Equal(1, (int)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["place"]!);
        Assert.Null((await town.Calls()).Single().Person);
        await town.Until(PhoneState.Ready, "maya");
        return contact;
    }

    /// <summary>A browser in which Noor sees the parked call.</summary>
    private static async Task<HttpClient> Back(ServerProcess server, Guid contact)
    {
        var desk = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        await Town.Until(
            async () => (await desk.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf("noor"), TestCentre.Password }, Stop)).IsSuccessStatusCode
                && (string?)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk/parked", Stop))!["calls"]!.AsArray().SingleOrDefault()?["contact"] == contact.ToString(),
            "the call is still parked");
        return desk;
    }
}
