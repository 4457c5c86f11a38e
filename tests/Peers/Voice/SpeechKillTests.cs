using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Services;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed while a caller says what it is about, and he is asked again.</summary>
public sealed class SpeechKillTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_who_is_listened_to_is_asked_again_and_what_he_said_is_gone()
    {
        FlowKey Way(string key, string label, string next, params string[] examples) => new(key, label, next, Examples: examples);
        var (number, flow) = await town.Leads(
            "en", new FlowStep("ask", StepKind.Speech, Texts.Of(("en", "What is it about?")), Seconds: 20, Keys: [Way("1", "permits", "q", "my permit"), Way("2", "waste", "q", "my garbage")]), Queue("q", town.Centre.Sales));
        await using var server = await town.Apart();
        var call = town.Caller().Call(number);
        Task<bool> IsListenedTo(ContactId contact) => town.Client.IsRecording($"speech-{contact.Value:N}", Stop);
        await Town.Until(async () => await town.Run(flow) is { } it && await IsListenedTo(it.Contact), "he is listened to");
        var run = (await town.Run(flow))!;
        await server.Kill(Stop);
        call.Sound.Tone = 440;
        await server.Start(Stop);

        await call.Sound.Hears(Town.Voice, Stop); // once more
        call.Press("1");
        await Town.Until(async () => await town.Run(flow) is { Outcome: FlowOutcome.ToQueue, LeftAt: not null }, "he has gone on from his step");
        Assert.False(await IsListenedTo(run.Contact));
        await call.HangUp(Stop);
        await Town.Until(async () => (await town.Client.StoredRecordings(Stop)).Count == 0 && (await town.Client.Channels(Stop)).Count == 0, "nothing is left");
    }
}
