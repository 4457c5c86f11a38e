using Isberg.Contacts;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while a caller leaves a message in a flow: he goes on, and comes to no queue.</summary>
public sealed class FlowMessageKillTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_leaves_a_message_in_a_flow_is_still_there_for_the_next_server()
    {
        await town.TakesMessages();
        var (number, flow) = await town.Leads(Leave("message", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Sound.Tone = Annas;
        var asked = (await town.Run(flow))!.Contact;
        await town.Speaks(asked);

        await using var server = await town.Apart();
        await server.Kill(Stop);
        await town.Speaks(asked);
        await server.Start(Stop);
        await town.Speaks(asked);
        await Town.Until(async () => await town.Run(flow) is { Outcome: FlowOutcome.ToQueue }, "the next server knows that it is a message");
        call.Press("#");
        await call.Sound.Hears(Town.Voice, Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);

        await town.Left(flow, FlowOutcome.ToQueue);
        var heard = await town.Hear(await town.Message(asked));
        Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(6), $"All that he said is there: {heard.Caller(Annas)} of {heard.Length}.");
        Assert.Empty(await town.Rows());
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0, "nothing is left at the exchange");
    }
}
