using System.Net;
using System.Net.WebSockets;
using Isberg.Asterisk;
using Isberg.Asterisk.World;

namespace Isberg.Peers.Asterisk;

/// <summary>What a phone of the house may begin by itself.</summary>
public sealed class PhoneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phones_own_call_is_told_apart_from_a_call_from_outside()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);

        var call = maya.Call("0701234567");
        var entered = await exchange.Events.Next<ChannelEnteredStasis>(Stop);
        await exchange.Client.Hangup(entered.Channel.Id, HangupReason.Rejected, Stop);

        Assert.Equal(["phone", "0701234567"], entered.Arguments);
        Assert.StartsWith("PJSIP/maya-", entered.Channel.Name, StringComparison.Ordinal);
        Assert.Equal(403, (await call.Ended(Stop)).Status);
    }

    [Fact]
    public async Task Who_tries_it_out_without_a_telephone_comes_from_outside_and_plays_music()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        maya.AnswersAtOnce = true;

        await exchange.Server.TryOut("+4680001001", Stop);
        var entered = await exchange.Events.Next<ChannelEnteredStasis>(Stop);
        Assert.Equal(["in", "+4680001001"], entered.Arguments);
        await exchange.Client.Answer(entered.Channel.Id, Stop);
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" }, Stop);
        var call = await maya.NextCall(Stop);
        await exchange.Events.Next<ChannelStateChanged>(Stop, it => it.Channel is { Id: "leg-1", IsUp: true });
        await exchange.Client.CreateBridge("talk", BridgeKind.Mixing, "talk", Stop);
        await exchange.Client.AddToBridge("talk", [entered.Channel.Id, "leg-1"], Stop);

        await call.Sound.HearsMusic(Stop);
    }

    [Fact]
    public async Task A_phones_call_without_its_password_is_no_call()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        await using var thief = new SipPhone(exchange.Server.Sip, "maya", "a guess");

        var end = await thief.Call("0701234567").Ended(Stop);

        Assert.Equal((401, true), (end.Status, end.ByTheOther));
        Assert.Empty(await exchange.Client.Channels(Stop));
    }

    [Fact]
    public async Task Somebody_elsewhere_who_says_that_he_is_the_operator_makes_no_call()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var stranger = new SipPhone(exchange.Server.Sip, "trunk", here: IPAddress.Parse("127.0.0.2"));

        var end = await stranger.Call("+4680001001").Ended(Stop);

        Assert.Equal((401, true), (end.Status, end.ByTheOther));
        Assert.Empty(await exchange.Client.Channels(Stop));
    }

    [Fact]
    public async Task A_phone_in_a_browser_is_there_as_long_as_its_connection()
    {
        await using var exchange = await Exchange.Start(Stop);
        await exchange.Client.PushPhone(new NewPhone("maya", "secret", IsBrowser: true), Stop);

        using (var browser = await Browser(exchange))
        {
            var challenge = await Say(browser, Registration(null));
            Assert.Equal(401, challenge.Status);
            var answer = await Say(browser, Registration(new SipSecret("maya", "secret").Answer(challenge, "REGISTER", "sip:isberg.example")));
            Assert.Equal(200, answer.Status);
            await exchange.Events.Next<EndpointStateChanged>(Stop, it => it.Endpoint is { Resource: "maya", IsOnline: true });
            browser.Abort(); // as when the browser is killed
        }

        await exchange.Events.Next<EndpointStateChanged>(Stop, it => it.Endpoint is { Resource: "maya", IsOnline: false });
    }

    [Fact]
    public async Task A_transfer_that_a_phone_asks_for_is_told_and_left_to_us()
    {
        await using var exchange = await Exchange.Start(Stop);
        await using var maya = await exchange.Phone("maya", Stop);
        maya.AnswersAtOnce = true;
        await exchange.Ring(new NewChannel("PJSIP/maya", "leg-1") { Formats = "alaw" }, Stop);
        var call = await maya.NextCall(Stop);
        await exchange.Events.Next<ChannelStateChanged>(Stop, it => it.Channel is { Id: "leg-1", IsUp: true });

        Assert.Equal(202, await call.Transfer("noor", Stop));

        var asked = await exchange.Events.Next<ChannelTransferred>(Stop);
        Assert.Equal(("leg-1", "noor"), (asked.Channel.Id, asked.Destination));
        Assert.Single(await exchange.Client.Channels(Stop));
    }

    private static async Task<ClientWebSocket> Browser(Exchange exchange)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        await socket.ConnectAsync(exchange.Server.WebSocket, Stop);
        return socket;
    }

    private static SipMessage Registration((string Name, string Value)? proof)
    {
        var request = new SipMessage("REGISTER sip:isberg.example SIP/2.0")
            .With("Via", $"SIP/2.0/WS browser.invalid;branch=z9hG4bK{Guid.NewGuid():N}").With("Max-Forwards", "70")
            .With("From", "<sip:maya@isberg.example>;tag=1").With("To", "<sip:maya@isberg.example>").With("Call-ID", "browser-1")
            .With("CSeq", proof is null ? "1 REGISTER" : "2 REGISTER").With("Contact", "<sip:maya@browser.invalid;transport=ws>").With("Expires", "600");
        return proof is { } it ? request.With(it) : request;
    }

    private static async Task<SipMessage> Say(ClientWebSocket browser, SipMessage request)
    {
        await browser.SendAsync(request.Write(), WebSocketMessageType.Text, endOfMessage: true, Stop);
        var answer = new byte[16 * 1024];
        var got = await browser.ReceiveAsync(answer, Stop);
        return SipMessage.Read(answer.AsSpan(0, got.Count))!;
    }
}
