using Isberg.Asterisk;
using Isberg.Asterisk.World;

namespace Isberg.Peers.Asterisk;

/// <summary>Real calls with real sound through a real Asterisk.</summary>
public sealed class CallTests
{
    private const int Annas = 440;
    private const int Mayas = 660;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_waits_with_music_hears_a_prompt_and_then_talks_with_the_one_who_answers()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        await using var maya = await exchange.Phone("maya", Stop);
        var client = exchange.Client;

        var (call, caller) = await exchange.Arrive(anna, Stop);
        Assert.Equal("+46701234567", caller.Caller.Number);
        await client.Answer(caller.Id, Stop);
        await call.Answered(Stop);
        await client.CreateBridge("waiting", BridgeKind.Holding, "waiting", Stop);
        await client.AddToBridge("waiting", [caller.Id], Stop);
        await client.StartBridgeMusic("waiting", null, Stop);
        await call.Sound.HearsMusic(Stop);
        var playback = await client.Play(caller.Id, "prompt-1", ["sound:hello"], "en", Stop);
        var finished = await exchange.Events.Next<PlaybackFinished>(Stop, it => it.Playback.Id == playback.Id);
        Assert.False(finished.Playback.HasFailed);

        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Originator = caller.Id, Arguments = ["leg"] }, Stop, new AriParty("+46701234567", "Anna Berg"));
        var ringing = await maya.NextCall(Stop);
        Assert.Contains("Anna Berg", ringing.ShownCaller, StringComparison.Ordinal);
        Assert.Contains("+46701234567", ringing.ShownCaller, StringComparison.Ordinal);
        ringing.Answer();
        await exchange.Events.Next<ChannelStateChanged>(Stop, it => it.Channel is { Id: "leg-1", IsUp: true });

        await client.CreateBridge("talk", BridgeKind.Mixing, "talk", Stop);
        await client.AddToBridge("talk", [caller.Id, "leg-1"], Stop);
        (call.Sound.Tone, ringing.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);
        await ringing.Sound.Hears(Annas, Stop);
        Assert.Equal("simple_bridge", (await client.Bridge("talk", Stop))!.Technology);
        Assert.True((await client.RtpStatistics(caller.Id, Stop))!.Received > 0);

        await ringing.HangUp(Stop);
        var gone = await exchange.Events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == "leg-1");
        Assert.Equal(HangupReason.Normal, gone.Cause);
        await client.Hangup(caller.Id, HangupReason.Normal, Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await NothingIsLeft(exchange, "waiting", "talk");
    }

    [Fact]
    public async Task Pressed_keys_are_heard_and_can_be_sent()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        var (call, caller) = await exchange.Arrive(anna, Stop);
        await exchange.Client.Answer(caller.Id, Stop);
        await call.Answered(Stop);

        call.Press("12*0#");
        foreach (var digit in "12*0#") Assert.Equal(digit, (await exchange.Events.Next<DtmfReceived>(Stop)).Digit);
        await exchange.Client.SendDtmf(caller.Id, "975", Stop);
        await Until(() => call.Sound.Keys == "975");

        await exchange.Client.Hangup(caller.Id, HangupReason.Normal, Stop);
        await call.Ended(Stop);
    }

    [Fact]
    public async Task Who_is_held_hears_music_and_is_back_afterwards()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        await using var maya = await exchange.Phone("maya", Stop);
        var (call, caller, agents) = await Talk(exchange, anna, maya);

        await exchange.Client.RemoveFromBridge("talk", [caller.Id], Stop);
        await exchange.Client.StartMusic(caller.Id, null, Stop);
        await call.Sound.HearsMusic(Stop, Mayas);
        await exchange.Client.StopMusic(caller.Id, Stop);
        await exchange.Client.AddToBridge("talk", [caller.Id], Stop);
        await call.Sound.Hears(Mayas, Stop);

        await exchange.Client.Mute(caller.Id, Direction.In, Stop);
        await agents.Sound.HearsSilence(Stop);
        await exchange.Client.Unmute(caller.Id, Direction.In, Stop);
        await agents.Sound.Hears(Annas, Stop);

        await agents.Hold(Stop);
        await exchange.Events.Next<ChannelHeld>(Stop, it => it.Channel.Id == "leg-1");
        await agents.Resume(Stop);
        await exchange.Events.Next<ChannelUnheld>(Stop, it => it.Channel.Id == "leg-1");
        await agents.Sound.Hears(Annas, Stop);
    }

    [Fact]
    public async Task A_listener_hears_both_and_only_the_one_whom_he_whispers_to_hears_him()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        await using var maya = await exchange.Phone("maya", Stop);
        await using var eva = await exchange.Phone("eva", Stop);
        var (call, _, agents) = await Talk(exchange, anna, maya);
        (call.Sound.Tone, agents.Sound.Tone) = (0, Mayas);

        await exchange.Client.Snoop(new NewSnoop("leg-1", "ear", Direction.Both, Direction.Out) { Arguments = ["snoop"] }, Stop);
        await exchange.Events.Next<ChannelEnteredStasis>(Stop, it => it.Channel.Id == "ear");
        eva.AnswersAtOnce = true;
        await exchange.Ring(new NewChannel("PJSIP/eva", "leg-2") { Formats = "alaw" }, Stop);
        var listening = await eva.NextCall(Stop);
        await exchange.Events.Next<ChannelStateChanged>(Stop, it => it.Channel is { Id: "leg-2", IsUp: true });
        await exchange.Client.CreateBridge("listen", BridgeKind.Mixing, "listen", Stop);
        await exchange.Client.AddToBridge("listen", ["ear", "leg-2"], Stop);

        await listening.Sound.Hears(Mayas, Stop);
        listening.Sound.Tone = 880;
        await agents.Sound.Hears(880, Stop);
        await call.Sound.Hears(Mayas, Stop);
    }

    [Fact]
    public async Task A_command_too_early_and_a_leg_made_twice_are_conflicts()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        var leg = new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" };
        await exchange.Ring(leg, Stop);
        await maya.NextCall(Stop);

        var twice = await Assert.ThrowsAsync<AriException>(() => exchange.Client.Create(leg, Stop));
        await exchange.Client.CreateBridge("talk", BridgeKind.Mixing, "talk", Stop);
        var notInside = await Assert.ThrowsAsync<AriException>(() => exchange.Client.RemoveFromBridge("talk", ["leg-1"], Stop));
        await exchange.Client.Hangup("leg-1", HangupReason.AnsweredElsewhere, Stop);
        await exchange.Events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == "leg-1");
        var gone = await Assert.ThrowsAsync<AriException>(() => exchange.Client.Answer("leg-1", Stop));
        var nobody = await Assert.ThrowsAsync<AriException>(() => exchange.Client.AddToBridge("talk", ["leg-1"], Stop));
        var nowhere = await Assert.ThrowsAsync<AriException>(() => exchange.Client.AddToBridge("nowhere", ["leg-1"], Stop));

        Assert.True(twice.IsConflict, twice.Message);
        Assert.True(notInside.IsConflict, $"{notInside.Status} {notInside.Message}");
        Assert.True(nobody.IsGone, $"{nobody.Status} {nobody.Message}");
        Assert.True(nowhere.IsGone, $"{nowhere.Status} {nowhere.Message}");
        Assert.True(gone.IsGone, gone.Message);
    }

    [Theory]
    [InlineData(486, HangupReason.Busy)]
    [InlineData(480, HangupReason.NoAnswer)]
    [InlineData(603, HangupReason.Rejected)]
    public async Task Why_a_phone_did_not_take_a_call_is_told(int status, HangupReason cause)
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        maya.Declines = status;

        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" }, Stop);
        var ended = await exchange.Events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == "leg-1");

        Assert.Equal((cause, status), (ended.Cause, ended.Status));
    }

    [Fact]
    public async Task A_phone_that_rings_and_is_not_wanted_any_more_is_told_why()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" }, Stop);
        var ringing = await maya.NextCall(Stop);

        await exchange.Client.Hangup("leg-1", HangupReason.AnsweredElsewhere, Stop);

        var end = await ringing.Ended(Stop);
        Assert.Equal((487, true), (end.Status, end.ByTheOther));
        Assert.Contains("completed elsewhere", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_before_anybody_answers_is_gone()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        var (call, caller) = await exchange.Arrive(anna, Stop);
        await exchange.Client.Ring(caller.Id, Stop);
        await call.Rings(Stop);

        await call.HangUp(Stop);

        var ended = await exchange.Events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == caller.Id);
        Assert.Equal(487, (await call.Ended(Stop)).Status);
        Assert.NotEqual(HangupReason.Unknown, ended.Cause);
        await NothingIsLeft(exchange);
    }

    private static async Task<(SipCall Caller, AriChannel Channel, SipCall Agent)> Talk(Exchange exchange, SipPhone anna, SipPhone maya)
    {
        var (call, caller) = await exchange.Arrive(anna, Stop);
        await exchange.Client.Answer(caller.Id, Stop);
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Originator = caller.Id }, Stop);
        var agents = await maya.NextCall(Stop);
        agents.Answer();
        await exchange.Events.Next<ChannelStateChanged>(Stop, it => it.Channel is { Id: "leg-1", IsUp: true });
        await exchange.Client.CreateBridge("talk", BridgeKind.Mixing, "talk", Stop);
        await exchange.Client.AddToBridge("talk", [caller.Id, "leg-1"], Stop);
        (call.Sound.Tone, agents.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);
        await agents.Sound.Hears(Annas, Stop);
        return (call, caller, agents);
    }

    private static async Task NothingIsLeft(Exchange exchange, params string[] bridges)
    {
        foreach (var bridge in bridges) await exchange.Client.DestroyBridge(bridge, Stop);
        await Until(async () => (await exchange.Client.Channels(Stop)).Count == 0 && (await exchange.Client.Bridges(Stop)).Count == 0);
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(50, limit.Token);
    }
}
