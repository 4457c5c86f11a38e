using System.Net.Http.Json;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while a colleague is asked and a supervisor listens.</summary>
public sealed class KillSecondsTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_leaves_the_colleague_and_the_supervisor_at_the_call_and_takes_them_up_again()
    {
        var (phone, mayasDesk) = await town.AtWork("maya");
        using var first = mayasDesk;
        var call = town.Caller().Call(Town.Number);
        var maya = await phone.NextCall(Stop);
        call.Sound.Tone = Annas;
        maya.Answer();
        await maya.Sound.Hears(Annas, Stop);
        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        var (noors, noorsDesk) = await town.AtWork("noor");
        var (ottos, ottosDesk) = await town.AtWork("otto");
        using var second = noorsDesk;
        using var third = ottosDesk;
        await Town.Does(mayasDesk, $"contacts/{contact}/consult", new { person = town.Centre.Noor.Value });
        var noor = await noors.NextCall(Stop);
        noor.Sound.Tone = Noors;
        noor.Answer();
        await maya.Sound.Hears(Noors, Stop);
        using (var heard = await ottosDesk.PutAsJsonAsync($"/api/v1/board/contacts/{contact}/supervision", new { way = "Listens" }, Stop)) Assert.True(heard.IsSuccessStatusCode);
        var otto = await ottos.NextCall(Stop);
        otto.Answer();
        await otto.Sound.Hears(Noors, Stop);
        await Town.Until(async () => (await town.Calls()).Single().Consult?.Way == SecondWay.Consulted, "Noor is asked");

        await using var server = await town.Apart();
        await IsBack(server);
        await server.Kill(Stop);
        await otto.Sound.Hears(Noors, Stop);
        await maya.Sound.Hears(Noors, Stop);
        await call.Sound.HearsMusic(Stop, Annas, Mayas, Noors, Town.Voice);
        await server.Start(Stop);
        using var desk = await IsBack(server);
        await otto.Sound.Hears(Noors, Stop);

        await Town.Does(desk, $"contacts/{contact}/consult/join");
        await call.Sound.Hears(Noors, Stop);
        noor.Sound.Tone = 0;
        await otto.Sound.Hears(Annas, Stop);
        Assert.False(call.HasEnded || maya.HasEnded || noor.HasEnded || otto.HasEnded, "Nobody was interrupted.");

        await call.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther && (await noor.Ended(Stop)).ByTheOther && (await otto.Ended(Stop)).ByTheOther, "The server drives the call again.");
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }

    /// <summary>A browser in which Maya has the call on her desk, and Noor's part in it.</summary>
    private static async Task<HttpClient> IsBack(ServerProcess server)
    {
        var desk = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        await Town.Until(
            async () => (await desk.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf("maya"), TestCentre.Password }, Stop)).IsSuccessStatusCode
                && (await desk.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray().SingleOrDefault()?["consult"]?["way"]?.ToString() == "Consulted",
            "the call is back on the desk");
        return desk;
    }
}
