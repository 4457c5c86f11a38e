namespace Isberg.Asterisk.World;

/// <summary>How a call came to its end.</summary>
/// <param name="Status">200 when it was hung up after it had been answered; else what it was refused with.</param>
/// <param name="ByTheOther">Whether the other end ended it.</param>
/// <param name="Reason">What the other end said about it (RFC 3326), for example Q.850;cause=26.</param>
public sealed record CallEnd(int Status, bool ByTheOther, string Reason = "");

/// <summary>One call of a test's telephone, made or received.</summary>
public sealed class SipCall : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);
    private static readonly int[] Codecs = [8, 0];

    private readonly TaskCompletionSource rings = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource over = new();
    private readonly SipPhone phone;
    private readonly string tag = Guid.NewGuid().ToString("N")[..12];
    private readonly SipMessage? invitation;
    private string local = "";
    private string remote = "";
    private string target = "";
    private string branch = "";
    private IReadOnlyList<string> route = [];
    private int sequence = 1;
    private int version = 1;

    private SipCall(SipPhone phone, string id, SipMessage? invitation) => (this.phone, Id, this.invitation) = (phone, id, invitation);

    /// <summary>The Call-ID.</summary>
    public string Id { get; }

    public CallSound Sound { get; } = new();

    /// <summary>The From of a received call: who is shown as the caller.</summary>
    public string ShownCaller => invitation?["From"] ?? "";

    /// <summary>Whether the other end has put us on hold.</summary>
    public bool IsHeld { get; private set; }

    public bool HasEnded => ended.Task.IsCompleted;

    internal static SipCall Place(SipPhone phone, string number, string from)
    {
        var call = new SipCall(phone, Guid.NewGuid().ToString("N"), null);
        (call.local, call.remote, call.target) = ($"<sip:{from}@{phone.Wire.Here.Address}>;tag={call.tag}", $"<sip:{number}@{phone.Server}>", $"sip:{number}@{phone.Server}");
        _ = call.Invite();
        return call;
    }

    internal static SipCall Incoming(SipPhone phone, SipMessage invitation)
    {
        var call = new SipCall(phone, invitation.CallId, invitation);
        (call.local, call.remote, call.target) = ($"{invitation["To"]};tag={call.tag}", invitation["From"], invitation.ContactAddress);
        call.Sound.Connect(SoundOffer.Read(invitation.Body));
        phone.Answer(invitation, "180 Ringing", call.tag);
        call.rings.TrySetResult();
        return call;
    }

    /// <summary>Until the other end says that it rings there.</summary>
    public Task Rings(CancellationToken stop) => Within(rings.Task, "It did not ring", stop);

    public Task Answered(CancellationToken stop) => Within(answered.Task, "Nobody answered", stop);

    public async Task<CallEnd> Ended(CancellationToken stop)
    {
        await Within(ended.Task, "The call did not end", stop);
        return await ended.Task;
    }

    /// <summary>Takes a received call.</summary>
    public void Answer()
    {
        if (HasEnded || invitation is null) return;

        phone.Answer(invitation, "200 OK", tag, Offer("sendrecv"));
        _ = RepeatUntilThanked(invitation.Answer("200 OK", tag, phone.Contact, Offer("sendrecv")));
    }

    /// <summary>Refuses a received call.</summary>
    /// <param name="status">486 busy, 480 not there, 603 declined.</param>
    public void Decline(int status)
    {
        if (HasEnded || invitation is null) return;

        phone.Answer(invitation, $"{status} No", tag);
        End(new CallEnd(status, ByTheOther: false));
    }

    public void Press(string keys) => Sound.Press(keys);

    public Task Hold(CancellationToken stop) => Reinvite("sendonly", stop);

    public Task Resume(CancellationToken stop) => Reinvite("sendrecv", stop);

    /// <summary>Asks the other end to call somebody else instead of us (REFER).</summary>
    /// <returns>The status of its answer: 202 when it takes it on.</returns>
    public async Task<int> Transfer(string number, CancellationToken stop)
    {
        var request = Request("REFER", target, SipWire.NewBranch(), ++sequence).With("Refer-To", $"<sip:{number}@{phone.Server}>");
        return (await phone.Wire.Ask(request, stop).WaitAsync(Limit, stop)).Status;
    }

    /// <summary>Ends the call, whether it rings or is answered; one that has ended stays so.</summary>
    public async Task HangUp(CancellationToken stop)
    {
        if (HasEnded) return;
        if (answered.Task.IsCompleted) await Bye(stop);
        else if (invitation is not null) Decline(480);
        else await Cancel(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        ended.TrySetResult(new CallEnd(0, ByTheOther: false));
        await Sound.DisposeAsync();
    }

    internal void Hear(SipMessage request)
    {
        switch (request.Method)
        {
            case "ACK":
                if (!answered.Task.IsCompleted && !HasEnded && invitation is not null) answered.TrySetResult();
                break;
            case "BYE":
                phone.Answer(request, "200 OK", tag);
                End(new CallEnd(200, ByTheOther: true, string.Join(", ", request.All("Reason"))));
                break;
            case "CANCEL" when invitation is not null && !answered.Task.IsCompleted:
                phone.Answer(request, "200 OK", tag);
                phone.Answer(invitation, "487 Request Terminated", tag);
                End(new CallEnd(487, ByTheOther: true, string.Join(", ", request.All("Reason"))));
                break;
            case "INVITE" or "UPDATE":
                phone.Answer(request, "200 OK", tag, Changed(request.Body));
                break;
            default:
                phone.Answer(request, "200 OK", tag);
                break;
        }
    }

    private async Task Invite()
    {
        try
        {
            var answer = await AskInvite(Offer("sendrecv"), null);
            if (answer.Status is 401 or 407 && phone.Secret is { } secret) answer = await AskInvite(Offer("sendrecv"), secret.Answer(answer, "INVITE", target));
            if (answer.Status < 300) TakeAnswer(answer);
            else End(new CallEnd(answer.Status, ByTheOther: answer.Status != 487, answer["Reason"]));
        }
        catch (OperationCanceledException)
        {
            End(new CallEnd(0, ByTheOther: false));
        }
    }

    private async Task<SipMessage> AskInvite(string offer, (string Name, string Value)? proof)
    {
        branch = SipWire.NewBranch();
        var number = ++sequence;
        var address = target;
        var request = Request("INVITE", address, branch, number, offer);
        if (proof is { } it) request.With(it);
        var answer = await phone.Wire.Ask(request, over.Token, Meanwhile);
        // An acceptance is thanked for in a transaction of its own, a refusal in that of the invitation.
        if (answer.Status < 300 && answer.ContactAddress.Length > 0) (remote, target, route) = (answer["To"], answer.ContactAddress, [.. answer.All("Record-Route").Reverse()]);
        phone.Wire.Thank(answer, answer.Status < 300
            ? Request("ACK", target, SipWire.NewBranch(), number)
            : Request("ACK", address, answer.Branch, number, to: answer["To"]));
        return answer;
    }

    private void Meanwhile(SipMessage answer)
    {
        if (answer.Status == 180) rings.TrySetResult();
        if (answer.Body.Length > 0) Sound.Connect(SoundOffer.Read(answer.Body));
    }

    private void TakeAnswer(SipMessage answer)
    {
        Sound.Connect(SoundOffer.Read(answer.Body));
        rings.TrySetResult();
        answered.TrySetResult();
    }

    private async Task RepeatUntilThanked(SipMessage acceptance)
    {
        while (!answered.Task.IsCompleted && !HasEnded)
        {
            await Task.WhenAny(answered.Task, ended.Task, Task.Delay(Again));
            if (!answered.Task.IsCompleted && !HasEnded) phone.Wire.Send(acceptance);
        }
    }

    private string Changed(string offer)
    {
        if (offer.Length == 0) return Offer("sendrecv");

        var wanted = SoundOffer.Read(offer);
        IsHeld = wanted.Holds;
        Sound.Connect(wanted);
        return Offer(wanted.Mirrored, wanted.Keys);
    }

    private async Task Reinvite(string direction, CancellationToken stop)
    {
        var answer = await AskInvite(Offer(direction), null).WaitAsync(Limit, stop);
        if (answer.Status < 300) Sound.Connect(SoundOffer.Read(answer.Body));
        else throw new InvalidOperationException($"Asterisk would not: {answer.StartLine}");
    }

    private async Task Bye(CancellationToken stop)
    {
        await phone.Wire.Ask(Request("BYE", target, SipWire.NewBranch(), ++sequence), stop).WaitAsync(Limit, stop);
        End(new CallEnd(200, ByTheOther: false));
    }

    // The invitation is answered with 487 then; or has been accepted in the same moment, and is hung up.
    private async Task Cancel(CancellationToken stop)
    {
        await phone.Wire.Ask(Request("CANCEL", target, branch, sequence), stop).WaitAsync(Limit, stop);
        await Task.WhenAny(ended.Task, answered.Task).WaitAsync(Limit, stop);
        if (!HasEnded) await Bye(stop);
    }

    private SipMessage Request(string method, string address, string via, int number, string body = "", string? to = null)
    {
        var request = phone.Wire.Request(method, address, via, body)
            .With("From", local).With("To", to ?? remote).With("Call-ID", Id).With("CSeq", $"{number} {method}").With("Contact", phone.Contact);
        if (method != "CANCEL") foreach (var it in route) request.With("Route", it);
        return body.Length == 0 ? request : request.With("Content-Type", "application/sdp");
    }

    private string Offer(string direction, int keys = SoundOffer.UsualKeys) => SoundOffer.Write(Sound.Here, version++, direction, keys, Codecs);

    private void End(CallEnd end) => ended.TrySetResult(end);

    private async Task Within(Task happens, string otherwise, CancellationToken stop)
    {
        try
        {
            await Task.WhenAny(happens, ended.Task).WaitAsync(Limit, stop);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{otherwise} within {Limit.TotalSeconds} s.", late);
        }

        if (!happens.IsCompleted) throw new InvalidOperationException($"{otherwise}, but the call has ended: {await ended.Task}.");
    }
}
