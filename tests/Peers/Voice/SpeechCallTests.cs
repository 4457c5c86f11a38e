using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Services;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>Callers say what they want and are led there; who is not understood presses a key, and nothing of what was said is left anywhere.</summary>
public sealed class SpeechCallTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("sv")]
    public async Task Whoever_says_what_he_wants_comes_to_the_right_service(string language)
    {
        Assert.SkipUnless(Pocketsphinx.IsThere, "not run: no pocketsphinx (apt-get install pocketsphinx pocketsphinx-en-us)");
        town.Speech.Hear(Pocketsphinx.Hear);
        var voice = await Pocketsphinx.Say("Hello, I want to ask about my building permit.");
        var (number, flow) = await Asks(language);
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        call.Sound.Speak(voice);

        await ComesTo(town.Centre.Sales, call, flow, FlowOutcome.ToQueue);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(null)]
    public async Task Whoever_was_probably_understood_says_or_presses_that_it_is_so(string? key)
    {
        town.Speech.Hear("my permit and my garbage", "yes please");
        var (number, flow) = await Asks("en");
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        Says(call);
        await call.Sound.Hears(Town.Voice, Stop); // is that so?
        if (key is not null) call.Press(key);
        else
        {
            await IsListenedTo(call, flow);
            Says(call);
        }

        await ComesTo(town.Centre.Sales, call, flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task Whoever_is_not_understood_twice_presses_a_key()
    {
        town.Speech.Hear("zebras dislike xylophones", "");
        var (number, flow) = await Asks("en");
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        Says(call);
        await call.Sound.Hears(Town.Voice, Stop); // once more
        await IsListenedTo(call, flow);
        Says(call);
        await call.Sound.Hears(Town.Voice, Stop); // the keys
        call.Press("2");

        await ComesTo(town.Centre.Support, call, flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task Where_what_he_says_cannot_be_written_down_he_presses_a_key_at_once()
    {
        town.Speech.Hear((_, _) => throw new InvalidOperationException("It is broken."));
        var (number, flow) = await Asks("en");
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        Says(call);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("1");

        await ComesTo(town.Centre.Sales, call, flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task Where_nothing_can_be_understood_he_is_asked_for_a_key_from_the_beginning()
    {
        var (number, flow) = await Asks("fi");
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("2");

        await ComesTo(town.Centre.Support, call, flow, FlowOutcome.ToQueue);
    }

    [Theory]
    [InlineData("2", FlowOutcome.ToQueue)]
    [InlineData("0", FlowOutcome.ToPerson)]
    public async Task Whoever_would_rather_press_a_key_may_do_so_while_he_is_listened_to(string key, FlowOutcome outcome)
    {
        var (number, flow) = await Asks("en");
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        call.Press(key);

        await ComesTo(town.Centre.Support, call, flow, outcome);
    }

    [Fact]
    public async Task Of_whoever_hangs_up_while_he_speaks_nothing_is_left()
    {
        var (number, flow) = await Asks("en");
        var call = town.Caller().Call(number);
        await IsListenedTo(call, flow);
        call.Sound.Tone = 440;
        await call.HangUp(Stop);

        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.Abandoned);
        await NothingIsKept();
    }

    private async Task<(string Number, FlowId Flow)> Asks(string language)
    {
        var ask = new FlowStep("ask", StepKind.Speech, Texts.Of((language, "What is it about?")), Seconds: 10, Keys:
        [
            new FlowKey("1", "building permits", "permit", Examples: ["i want to build a garage", "may i build a house", "how is my permit getting on"]),
            new FlowKey("2", "waste", "waste", Examples: ["nobody has collected my garbage", "when is the garbage collected", "i need a new bin"]),
        ]);
        return await town.Leads(language, ask, Queue("permit", town.Centre.Sales), Queue("waste", town.Centre.Support));
    }

    private Task IsListenedTo(SipCall call, FlowId flow) => Town.Until(
        async () => call.HasEnded || (await town.Run(flow) is { } run && await town.Client.IsRecording($"speech-{run.Contact.Value:N}", Stop)), "he is listened to");

    /// <summary>Something; what it is, the ear knows.</summary>
    private static void Says(SipCall call) => call.Sound.Speak(Enumerable.Range(0, 8_000).Select(it => (short)(8_000 * Math.Sin(it * 0.3))));

    private async Task ComesTo(ServiceId service, SipCall call, FlowId flow, FlowOutcome outcome)
    {
        Assert.Equal(service, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, outcome);
        await NothingIsKept();
    }

    private Task NothingIsKept() => Town.Until(async () => (await town.Client.StoredRecordings(Stop)).Count == 0, "nothing of what was said is left");
}
