using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;

namespace Isberg.Asterisk.World;

/// <summary>
/// A telephone (SIP over UDP): somebody who calls from outside, or, with a password, one that registers with Asterisk
/// and can be called. <see cref="DisposeAsync"/> hangs up; <see cref="Vanish"/> does not.
/// </summary>
public sealed class SipPhone : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SipCall> calls = new();
    private readonly Channel<SipCall> ringing = System.Threading.Channels.Channel.CreateUnbounded<SipCall>();
    private readonly string place = Guid.NewGuid().ToString("N");
    private int sequence;
    private bool isGone;

    /// <param name="server">Where Asterisk hears SIP.</param>
    /// <param name="user">Its name, or the number it calls from.</param>
    /// <param name="password">Null: it does not register.</param>
    /// <param name="here">Its address. Null: the operator's.</param>
    /// <param name="port">0: any that is free.</param>
    public SipPhone(IPEndPoint server, string user = "+46701234567", string? password = null, IPAddress? here = null, int port = 0)
    {
        (Server, User) = (server, user);
        Secret = password is null ? null : new SipSecret(user, password);
        Wire = new SipWire(server, Hear, here ?? IPAddress.Loopback, port);
    }

    public string User { get; }

    /// <summary>Takes every call in the moment it rings.</summary>
    public bool AnswersAtOnce { get; set; }

    /// <summary>Refuses every call with this status: 486 busy, 480 not there, 603 declined.</summary>
    public int? Declines { get; set; }

    internal IPEndPoint Server { get; }

    internal SipWire Wire { get; }

    internal SipSecret? Secret { get; }

    internal string Contact => $"<sip:{User}@{Wire.Here}>";

    /// <summary>Calls a number; returns at once.</summary>
    /// <param name="from">The number that is shown; null: the user's. Anything that a header may hold.</param>
    public SipCall Call(string number, string? from = null)
    {
        var call = SipCall.Place(this, number, from ?? User);
        calls[call.Id] = call;
        return call;
    }

    /// <summary>The next call that rings here, or has rung and not been asked for; it may have ended already.</summary>
    public async Task<SipCall> NextCall(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            return await ringing.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"Nobody called {User} within {Limit.TotalSeconds} s.", late);
        }
    }

    /// <summary>Tells Asterisk where this phone is.</summary>
    /// <exception cref="InvalidOperationException">It refuses.</exception>
    public async Task Register(CancellationToken stop, int seconds = 3600)
    {
        var answer = await Registration(seconds, null, stop);
        if (answer.Status == 401) answer = await Registration(seconds, answer, stop);
        if (answer.Status != 200) throw new InvalidOperationException($"Not registered: {answer.StartLine}");
    }

    public Task Unregister(CancellationToken stop) => Register(stop, seconds: 0);

    /// <summary>As when its plug is pulled: it says nothing more, and hears nothing.</summary>
    public async Task Vanish()
    {
        if (isGone) return;

        isGone = true;
        await Wire.DisposeAsync();
        foreach (var call in calls.Values) await call.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (isGone) return;

        foreach (var call in calls.Values) await HangUp(call);
        await Vanish();
    }

    internal void Answer(SipMessage request, string status, string tag, string body = "") => Wire.Answer(request, request.Answer(status, tag, Contact, body));

    private static async Task HangUp(SipCall call)
    {
        using var limit = new CancellationTokenSource(LeaveLimit);
        try
        {
            await call.HangUp(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException) // Asterisk is gone
        {
        }
    }

    private async Task<SipMessage> Registration(int seconds, SipMessage? challenge, CancellationToken stop)
    {
        var address = $"sip:{Server}";
        var request = Wire.Request("REGISTER", address, SipWire.NewBranch())
            .With("From", $"<sip:{User}@{Server}>;tag={place[..8]}").With("To", $"<sip:{User}@{Server}>").With("Call-ID", place)
            .With("CSeq", $"{++sequence} REGISTER").With("Contact", Contact).With("Expires", $"{seconds}");
        if (challenge is not null && Secret is not null) request.With(Secret.Answer(challenge, "REGISTER", address));
        return await Wire.Ask(request, stop).WaitAsync(Limit, stop);
    }

    private void Hear(SipMessage request)
    {
        if (calls.TryGetValue(request.CallId, out var call)) call.Hear(request);
        else if (request.Method == "INVITE") Ring(request);
        else if (request.Method != "ACK") Answer(request, request.Method is "OPTIONS" or "NOTIFY" ? "200 OK" : "481 No Such Call", place[..8]);
    }

    private void Ring(SipMessage invitation)
    {
        var call = SipCall.Incoming(this, invitation);
        calls[call.Id] = call;
        ringing.Writer.TryWrite(call);
        if (Declines is { } status) call.Decline(status);
        else if (AnswersAtOnce) call.Answer();
    }
}
