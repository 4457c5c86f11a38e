using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while somebody waits to be called back, and keeps his place.</summary>
public sealed class CallbackKillTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_to_be_called_back_stands_on_the_list_after_a_kill_and_is_known_when_he_calls_again()
    {
        await Waits();
        await using var server = await town.Apart();
        JsonNode before;
        using (var first = await SignsIn(server)) before = await Listed(first);
        await server.Kill(Stop);
        await server.Start(Stop);

        using var desk = await SignsIn(server);
        var after = await Listed(desk);
        foreach (var what in new[] { "asked", "since", "phone" }) Assert.Equal((string)before[what]!, (string)after[what]!);
        Assert.Equal((string)before["now"]!["contact"]!, (string)after["now"]!["contact"]!);

        await Town.Until(async () => (await desk.PutAsJsonAsync("/api/v1/phone", new { kind = "Sip" }, Stop)).IsSuccessStatusCode, "telephony is connected");
        var again = town.Caller().Call(Town.Number);
        await again.Answered(Stop);
        await Town.Until(async () => (await Items(desk)).Count == 0, "he has called again himself, and is not to be called back any more");
        await again.HangUp(Stop);
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }

    /// <summary>Anna asks to be called back, is let go, and her first try waits in the queue.</summary>
    private async Task Waits()
    {
        await using (var db = town.Server.Databases.CreateDbContext())
        using (await town.Server.Databases.WriteGate(Stop))
        {
            (await db.Numbers.SingleAsync(it => it.Dialled == Town.Number, Stop)).CallbackKey = "1";
            await db.SaveChangesAsync(Stop);
        }

        var call = town.Caller().Call(Town.Number);
        await call.Answered(Stop);
        var asked = await town.Call(Stage.Queued);
        call.Sound.Press("1#");
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await Town.Until(async () => (await town.Calls()).SingleOrDefault(it => it.Contact != asked.Contact) is { Stage: Stage.Queued }, "the callback waits");
    }

    private static async Task<HttpClient> SignsIn(ServerProcess server)
    {
        var desk = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        await Town.Until(
            async () => (await desk.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf("maya"), TestCentre.Password }, Stop)).IsSuccessStatusCode, "Maya is signed in");
        return desk;
    }

    /// <summary>The one who is to be called, once he stands on the list as somebody who waits in the queue.</summary>
    private static async Task<JsonNode> Listed(HttpClient desk)
    {
        JsonNode? found = null;
        await Town.Until(async () => (found = (await Items(desk)).SingleOrDefault()) is { } it && (string?)it["now"]?["stage"] == nameof(Stage.Queued), "the callback is listed and waits");
        return found!;
    }

    private static async Task<JsonArray> Items(HttpClient desk) => (await desk.GetFromJsonAsync<JsonObject>("/api/v1/callbacks", Stop))!["items"]!.AsArray();
}
