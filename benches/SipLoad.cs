using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Isberg.Asterisk.World;

namespace Isberg.Benches;

/// <summary>Very many callers on one socket, and very many agents' phones on another, which ring and take every call at once (SIP over UDP).</summary>
internal sealed class SipLoad : IAsyncDisposable
{
    private const int Buffers = 8 << 20;
    private static readonly TimeSpan FirstAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(32);

    private readonly ConcurrentDictionary<string, LoadCall> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoadCall> byNumber = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SipMessage> taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SipMessage>> registering = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource over = new();
    private readonly Socket callers = Open();
    private readonly Socket phones = Open();
    private readonly Task[] hearing;
    private IPEndPoint server = new(IPAddress.Loopback, 5060);

    /// <param name="sound">Where all callers, and all phones, want their sound; 0: nobody hears.</param>
    public SipLoad(int callersSound, int phonesSound)
    {
        (CallersSound, PhonesSound) = (callersSound, phonesSound);
        hearing = [Hear(callers, HearCaller), Hear(phones, HearPhone)];
    }

    public int CallersSound { get; }

    public int PhonesSound { get; }

    public IPEndPoint Phones => (IPEndPoint)phones.LocalEndPoint!;

    private IPEndPoint Callers => (IPEndPoint)callers.LocalEndPoint!;

    public void To(IPEndPoint exchange) => server = exchange;

    /// <summary>A phone tells Asterisk where it is.</summary>
    public async Task Register(string user, string password)
    {
        var secret = new SipSecret(user, password);
        var address = $"sip:{server}";
        var answer = await Registration(user, address, null);
        if (answer.Status == 401) answer = await Registration(user, address, secret.Answer(answer, "REGISTER", address));
        if (answer.Status != 200) throw new InvalidOperationException($"{user} could not register: {answer.StartLine}");
    }

    /// <summary>Somebody calls a number; <paramref name="from"/> is his own, and nobody else's while the bench runs.</summary>
    public LoadCall Call(string number, string from)
    {
        var call = new LoadCall(Guid.NewGuid().ToString("N"), from, $"sip:{number}@{server}", NewBranch());
        (byId[call.Id], byNumber[from]) = (call, call);
        _ = Invite(call);
        return call;
    }

    public void HangUp(LoadCall call)
    {
        if (!call.TryEnd()) return;

        Send(callers, Request(call, "BYE", NewBranch(), 2, call.Target, call.To));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(hearing);
        callers.Dispose();
        phones.Dispose();
        over.Dispose();
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = Buffers, SendBufferSize = Buffers };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string NewBranch() => $"z9hG4bK{Guid.NewGuid():N}";

    private async Task Hear(Socket socket, Action<SipMessage> hear)
    {
        var buffer = new byte[16_384];
        while (!over.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveAsync(buffer, SocketFlags.None, over.Token);
                if (SipMessage.Read(buffer.AsSpan(0, length)) is { } message) hear(message);
            }
            catch (OperationCanceledException)
            {
                // The bench is over.
            }
        }
    }

    private void Send(Socket socket, SipMessage message) => socket.SendTo(message.Write(), server);

    private async Task Invite(LoadCall call)
    {
        var offer = SoundOffer.Write(new IPEndPoint(IPAddress.Loopback, CallersSound), 1, "sendrecv", SoundOffer.UsualKeys, 8);
        var request = Request(call, "INVITE", call.Branch, 1, call.Number, $"<{call.Number}>", offer);
        var began = Stopwatch.GetTimestamp();
        for (var pause = FirstAgain; !call.IsHeard && Stopwatch.GetElapsedTime(began) < Limit; pause *= 2)
        {
            Send(callers, request);
            await Task.Delay(pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private SipMessage Request(LoadCall call, string method, string branch, int sequence, string target, string to, string body = "")
    {
        var request = new SipMessage($"{method} {target} SIP/2.0") { Body = body }
            .With("Via", $"SIP/2.0/UDP {Callers};branch={branch}").With("Max-Forwards", "70")
            .With("From", $"<sip:{call.From}@{Callers.Address}>;tag={call.Id[..8]}").With("To", to)
            .With("Call-ID", call.Id).With("CSeq", $"{sequence} {method}").With("Contact", $"<sip:{call.From}@{Callers}>");
        return body.Length == 0 ? request : request.With("Content-Type", "application/sdp");
    }

    private void HearCaller(SipMessage message)
    {
        if (!byId.TryGetValue(message.CallId, out var call)) return;
        if (!message.IsAnswer)
        {
            if (message.Method == "BYE") call.TryEnd();
            if (message.Method != "ACK") Send(callers, message.Answer("200 OK", call.Id[..8], $"<sip:{call.From}@{Callers}>"));
            return;
        }

        if (message.Method != "INVITE") return;
        call.IsHeard = true;
        if (message.Status >= 300) Refused(call, message);
        else if (message.Status >= 200) Answered(call, message);
    }

    private void Refused(LoadCall call, SipMessage answer)
    {
        Send(callers, Request(call, "ACK", call.Branch, 1, call.Number, answer["To"]));
        call.Refuse(answer.Status);
    }

    private void Answered(LoadCall call, SipMessage answer)
    {
        (call.To, call.Target) = (answer["To"], answer.ContactAddress);
        Send(callers, Request(call, "ACK", NewBranch(), 1, call.Target, call.To));
        call.Answer(SoundOffer.Read(answer.Body).To);
    }

    private void HearPhone(SipMessage message)
    {
        if (message.IsAnswer)
        {
            if (registering.TryRemove(message.CallId, out var waiting)) waiting.TrySetResult(message);
        }
        else if (message.Method == "INVITE") Ring(message);
        else if (message.Method != "ACK") Send(phones, message.Answer("200 OK", "phone", $"<sip:phone@{Phones}>"));
    }

    private void Ring(SipMessage invitation)
    {
        if (taken.TryGetValue(invitation.CallId, out var said))
        {
            Send(phones, invitation["CSeq"] == said["CSeq"] ? said : Acceptance(invitation)); // sent again, or a change of the sound
            return;
        }

        var contact = $"<sip:phone@{Phones}>";
        Send(phones, invitation.Answer("180 Ringing", "phone", contact));
        var acceptance = taken[invitation.CallId] = Acceptance(invitation);
        if (byNumber.TryGetValue(invitation["From"].Split("sip:")[^1].Split('@')[0], out var call)) call.Rings(SoundOffer.Read(invitation.Body).To);
        Send(phones, acceptance);
    }

    private SipMessage Acceptance(SipMessage invitation) => invitation.Answer("200 OK", "phone", $"<sip:phone@{Phones}>",
        SoundOffer.Write(new IPEndPoint(IPAddress.Loopback, PhonesSound), 1, "sendrecv", SoundOffer.UsualKeys, 8));

    private async Task<SipMessage> Registration(string user, string address, (string Name, string Value)? proof)
    {
        var id = Guid.NewGuid().ToString("N");
        var request = new SipMessage($"REGISTER {address} SIP/2.0").With("Via", $"SIP/2.0/UDP {Phones};branch={NewBranch()}").With("Max-Forwards", "70")
            .With("From", $"<sip:{user}@{server}>;tag={id[..8]}").With("To", $"<sip:{user}@{server}>").With("Call-ID", id).With("CSeq", "1 REGISTER")
            .With("Contact", $"<sip:{user}@{Phones}>").With("Expires", "3600");
        if (proof is { } it) request.With(it);
        var waiting = registering[id] = new TaskCompletionSource<SipMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(phones, request);
        return await waiting.Task.WaitAsync(Limit);
    }
}
