using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>
/// Settles a call. One that came in needs nothing here. One that goes out: first the phone of whoever calls, then the citizen's; once he has answered it is a call like any other.
/// As with those, it may be run at any moment: what has been done stands on the floor, in the contact's row, and at the exchange.
/// </summary>
internal sealed class CallOut(LiveCentres centres, RingPhone ring, SettleCall settle, TimeProvider clock)
{
    /// <summary>So long it rings at a citizen's.</summary>
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>True: nothing is left of the call.</summary>
    public async Task<bool> Run(Call call, CancellationToken stop)
    {
        if (call.Outgoing is null) return await settle.Run(call, stop);

        var look = await centres.Of(call.Centre!.Value).Inbox.Ask(state => CallLook.At(state, call.Contact, withPlace: false), stop);
        var line = call.At.Picture.Find(call.Caller);
        if (look.IsLive && line is { IsUp: true, IsOurs: true } && look.Called == CallResult.Dialling) await Reached(call, look, stop);
        var end = call.EndOf(call.Caller);
        if (!look.IsLive || line is { IsUp: true, IsOurs: true } || end is { WasUp: true }) return await settle.Run(call, stop);
        if (end is { Cause: var cause }) return await Close(call, look, ResultOf(cause), stop);

        await settle.HangUpOtherLegs(call, look.OnFloor!, stop);
        if (look is { IsBegun: true, OnFloor.Stage: < Stage.Handled }) return await Close(call, look, CallResult.Cancelled, stop); // his phone is gone, and nobody waits
        if (await Ring(call, look, stop) is { } news) return await Heard(call, look, news, stop);
        if (look.OnFloor!.Stage == Stage.Handled && call.At.Picture.Find(SettleCall.CurrentLeg(look.OnFloor)!) is { IsUp: true, IsOurs: true } leg)
            await Call(call, leg, line, stop);
        return false;
    }

    private async Task<Input?> Ring(Call call, CallLook look, CancellationToken stop) =>
        look.OnFloor!.Stage is Stage.Offered or Stage.Handled or Stage.Held ? await ring.Run(call, look.OnFloor, stop) : null;

    /// <summary>Whoever calls has his phone at his ear.</summary>
    private async Task Call(Call call, Line leg, Line? citizen, CancellationToken stop)
    {
        if (citizen is null && !call.WasMade(call.Caller)) await Make(call, stop);
        else if (citizen is { IsOurs: true } && !call.IsDialled(call.Caller)) await Dial(call, leg, stop);
    }

    private async Task Make(Call call, CancellationToken stop)
    {
        if (!await Tell(call, new Act(Notes: [new CitizenCalled(call.Contact, CallResult.Dialling)]), stop)) return;

        call.Make(call.Caller);
        try
        {
            await call.At.Client.Create(
                new NewChannel($"PJSIP/{call.Outgoing!.Phone}@trunk", call.Caller)
                {
                    Formats = "alaw,ulaw",
                    Variables = new Dictionary<string, string> { ["ISBERG_CONTACT"] = call.Contact.Value.ToString("N"), ["TIMEOUT(absolute)"] = $"{(int)Longest.TotalSeconds}" },
                },
                stop);
        }
        catch (AriException refused) when (!refused.IsConflict && !refused.IsUnanswered)
        {
            call.End(call.Caller, new LineEnd(HangupReason.Failure, false)); // no operator is connected
            call.LookAt = clock.GetUtcNow();
        }
    }

    private static async Task Dial(Call call, Line leg, CancellationToken stop)
    {
        call.Dial(call.Caller);
        await Exchange.IfThere(call.At.Client.ShowCaller(call.Caller, new AriParty(call.Outgoing!.Shown, ""), stop));
        await Exchange.IfThere(call.At.Client.Dial(call.Caller, null, Rings, stop));
        await Exchange.IfThere(call.At.Client.Ring(leg.Id, stop)); // he hears that it rings there
    }

    private async Task Reached(Call call, CallLook look, CancellationToken stop)
    {
        if (SettleCall.CurrentLeg(look.OnFloor!) is { } leg) await Exchange.IfThere(call.At.Client.StopRinging(leg, stop));
        await Tell(call, new Act(Notes: [new CitizenCalled(call.Contact, CallResult.Reached)]), stop);
    }

    /// <summary>A phone that is lost before the citizen was called leaves it to the next; where nobody else is to call, it is over.</summary>
    private async Task<bool> Heard(Call call, CallLook look, Input news, CancellationToken stop)
    {
        if (look.OnFloor!.Stage == Stage.Offered || (news is PhoneLost && !look.IsBegun && !call.WasMade(call.Caller))) await Tell(call, new Act(news), stop);
        else await Close(call, look, CallResult.Cancelled, stop);
        return false;
    }

    /// <summary>The citizen was not reached: whoever called wraps up. The next look clears what is left.</summary>
    private async Task<bool> Close(Call call, CallLook look, CallResult result, CancellationToken stop)
    {
        var ended = look.OnFloor is { Stage: Stage.Handled or Stage.Held, Person: { } person } ? (Input)new ConversationEnded(call.Contact, person) : new ContactLeft(call.Contact, LeaveWay.HungUp);
        await Tell(call, new Act(ended, [new CitizenCalled(call.Contact, result)]), stop);
        return false;
    }

    private async Task<bool> Tell(Call call, Act act, CancellationToken stop)
    {
        if (await centres.Of(call.Centre!.Value).Inbox.Send(_ => act, stop) is null) return true;

        call.LookAt = clock.GetUtcNow() + BetweenTries;
        return false;
    }

    private static CallResult ResultOf(HangupReason cause) => cause switch
    {
        HangupReason.Busy => CallResult.Busy,
        HangupReason.NoSuchNumber or HangupReason.InvalidNumber => CallResult.WrongNumber,
        HangupReason.Rejected => CallResult.Declined,
        HangupReason.Normal or HangupReason.NoResponse or HangupReason.NoAnswer or HangupReason.Unreachable or HangupReason.TimedOut => CallResult.NoAnswer,
        _ => CallResult.Failed,
    };
}
