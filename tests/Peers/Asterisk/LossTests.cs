using Isberg.Asterisk;
using Isberg.Asterisk.World;

namespace Isberg.Peers.Asterisk;

/// <summary>What stays when Isberg, or the wire to it, is gone for a while.</summary>
public sealed class LossTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_events_come_back_when_their_wire_was_cut_and_the_calls_are_still_there()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        await using var wire = new FrailWire(asterisk.Address.Port);
        using var client = new AriClient(asterisk.Options with { Address = new UriBuilder(asterisk.Address) { Port = wire.Port }.Uri });
        await using var events = new Events(client);
        await using var anna = new SipPhone(asterisk.Sip);
        await events.Next<Connected>(Stop);
        var call = anna.Call("+4680001001");
        var entered = await events.Next<ChannelEnteredStasis>(Stop);
        await client.Answer(entered.Channel.Id, Stop);

        wire.Cut();
        await events.Next<Disconnected>(Stop);
        await events.Next<Connected>(Stop);

        Assert.Equal(entered.Channel.Id, Assert.Single(await client.Channels(Stop)).Id);
        call.Press("7");
        Assert.Equal('7', (await events.Next<DtmfReceived>(Stop)).Digit);
        await client.Hangup(entered.Channel.Id, HangupReason.Normal, Stop);
        await events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == entered.Channel.Id);
    }

    [Fact]
    public async Task A_talk_and_a_ringing_phone_outlive_the_one_who_made_them()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        await using var maya = await exchange.Phone("maya", Stop);
        var (call, caller) = await exchange.Arrive(anna, Stop);
        await exchange.Client.Answer(caller.Id, Stop);
        await exchange.Client.CreateBridge("talk", BridgeKind.Mixing, "talk", Stop);
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Originator = caller.Id, Variables = new Dictionary<string, string> { ["ISBERG_CONTACT"] = "c-1" } }, Stop);
        var ringing = await maya.NextCall(Stop);

        await exchange.Events.DisposeAsync(); // as when the server is killed: nobody follows, nobody commands
        ringing.Answer();
        await ringing.Answered(Stop);

        using var next = new AriClient(exchange.Server.Options);
        await using var events = new Events(next);
        await events.Next<Connected>(Stop);
        var leg = Assert.Single(await next.Channels(Stop), it => it.Id == "leg-1");
        Assert.True(leg.IsUp);
        Assert.Equal("c-1", leg.Variables["ISBERG_CONTACT"]);
        await next.AddToBridge("talk", [caller.Id, "leg-1"], Stop);
        ringing.Sound.Tone = 660;
        await call.Sound.Hears(660, Stop);
    }

    [Fact]
    public async Task Who_calls_while_nobody_follows_hears_music_and_is_handed_over_afterwards()
    {
        await using var asterisk = await AsteriskServer.Start(Stop);
        await using var anna = new SipPhone(asterisk.Sip);
        var call = anna.Call("+4680001001");
        await call.Answered(Stop);
        await call.Sound.HearsMusic(Stop);

        using var client = new AriClient(asterisk.Options);
        await using var events = new Events(client);
        var entered = await events.Next<ChannelEnteredStasis>(Stop);

        Assert.Equal(["in", "+4680001001"], entered.Arguments);
        Assert.True(entered.Channel.IsUp);
    }

    [Fact]
    public async Task A_leg_that_Asterisk_was_told_to_end_at_a_time_ends_by_itself()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var anna = new SipPhone(exchange.Server.Sip);
        var (call, caller) = await exchange.Arrive(anna, Stop);
        await exchange.Client.Answer(caller.Id, Stop);

        await exchange.Client.EndAtTheLatest(caller.Id, TimeSpan.FromSeconds(1), Stop);

        Assert.True((await call.Ended(Stop)).ByTheOther);
    }

    [Fact]
    public async Task A_phone_is_pushed_anew_after_Asterisk_was_restarted_and_rings_again()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using (await exchange.Phone("maya", Stop)) await exchange.Events.Next<EndpointStateChanged>(Stop, it => it.Endpoint is { Resource: "maya", IsOnline: true });

        await exchange.Server.Kill(Stop);
        await exchange.Server.Restart(Stop);
        await exchange.Events.Next<Connected>(Stop);
        Assert.Null(await exchange.Client.Endpoint("PJSIP", "maya", Stop));

        await using var maya = await exchange.Phone("maya", Stop);
        await exchange.Events.Next<EndpointStateChanged>(Stop, it => it.Endpoint is { Resource: "maya", IsOnline: true });
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" }, Stop);
        (await maya.NextCall(Stop)).Decline(486);
        await exchange.Events.Next<ChannelDestroyed>(Stop, it => it.Channel.Id == "leg-1");
    }

    [Fact]
    public async Task A_phone_with_a_wrong_password_or_that_was_removed_does_not_register()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        await using var thief = new SipPhone(exchange.Server.Sip, "maya", "a guess");
        await Assert.ThrowsAsync<InvalidOperationException>(() => thief.Register(Stop));

        await maya.Unregister(Stop);
        await exchange.Events.Next<EndpointStateChanged>(Stop, it => it.Endpoint is { Resource: "maya", IsOnline: false });
        await exchange.Client.RemovePhone("maya", Stop);
        await exchange.Client.RemovePhone("maya", Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => maya.Register(Stop));
        Assert.Null(await exchange.Client.Endpoint("PJSIP", "maya", Stop));
    }
}
