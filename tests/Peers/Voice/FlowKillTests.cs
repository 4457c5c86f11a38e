using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Services;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while a caller is in a menu, and he goes on where he was.</summary>
public sealed class FlowKillTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_in_a_menu_is_asked_again_by_the_next_server_and_keeps_what_he_gave()
    {
        var (number, flow) = await town.Leads(
            Digits("digits", "menu"), Menu("menu", new FlowKey("1", "Bygglov", "q")), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("4711#");
        await town.At(flow, "menu");

        await using var server = await town.Apart(); // the first server ends here, with the caller in the menu
        await call.Sound.Hears(Town.Voice, Stop);
        await server.Kill(Stop);
        await server.Start(Stop);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("1");

        await Town.Until(async () => await town.Run(flow) is { Outcome: FlowOutcome.ToQueue, LeftAt: not null }, "he has gone on from his step");
        var run = (await town.Run(flow))!;
        Assert.Equal("4711", (await town.Told(run.Contact))?.Split(": ")[1].Split('\n')[0]);
        Assert.Equal(["digits", "menu", "q"], run.Path);
        await call.HangUp(Stop);
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0 && (await town.Client.Bridges(Stop)).Count == 0, "no channel or bridge is left");
    }
}
