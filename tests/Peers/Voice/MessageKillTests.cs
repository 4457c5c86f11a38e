using Isberg.Contacts;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while a caller leaves a message, and nothing of it is missing.</summary>
public sealed class MessageKillTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_caller_says_while_the_server_is_dead_is_in_his_message()
    {
        await town.TakesMessages();
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        var asked = (await town.Call(Stage.Queued)).Contact;
        call.Press("2");
        call.Sound.Tone = Annas;
        await town.Speaks(asked);
        await Town.Until(async () => (await town.Rows()).Single(it => it.Id == asked).Outcome == ContactOutcome.LeftByChoice, "he waits no longer");

        var other = town.Caller("+46709876543").Call(Town.Number);
        await other.Sound.Hears(Town.Voice, Stop);
        var also = (await town.Call(Stage.Queued)).Contact;
        other.Press("2");
        other.Sound.Tone = Annas;
        await town.Speaks(also);
        await Town.Until(async () => (await town.Rows()).Single(it => it.Id == also).Outcome == ContactOutcome.LeftByChoice, "he waits no longer either");

        await using var server = await town.Apart();
        await server.Kill(Stop);
        await town.Speaks(asked);
        await server.Start(Stop);
        await town.Speaks(asked); // the next server lets him go on
        other.Press("#");
        Assert.True((await other.Ended(Stop)).ByTheOther, "The next server thanks whoever ends, and lets him go.");
        await town.Message(also);
        await server.Kill(Stop);
        await town.Speaks(asked);
        await call.HangUp(Stop);
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0, "nothing is left at the exchange");
        await server.Start(Stop);

        var heard = await town.Hear(await town.Message(asked));
        Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(9), $"All that he said is there: {heard.Caller(Annas)} of {heard.Length}.");
    }
}
