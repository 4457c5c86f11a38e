using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>
/// Makes the exchange do what the floor says, one look at a time: compares the two, and gives the commands that are missing. It decides
/// nothing, and may be run at any moment and as often as anybody likes.
/// </summary>
internal sealed class SettleCall(LiveCentres centres, CallSteps steps, TimeProvider clock)
{
    private readonly RingPhone ring = steps.Ring;
    private readonly SayToCaller say = steps.Say;
    private readonly RecordCall record = steps.Record;

    /// <summary>The floor's reason for turning a call away comes a moment after its end.</summary>
    private static readonly TimeSpan ForReason = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>True: the caller has gone, and nothing is left of his call.</summary>
    public async Task<bool> Run(Call call, CancellationToken stop)
    {
        if (call.Centre is not { } centre) return !IsThere(call) || await LetGo(call, stop);

        var isDue = call.IsDue(clock.GetUtcNow());
        var look = await centres.Of(centre).Inbox.Ask(state => CallLook.At(state, call.Contact, withPlace: isDue || call.LookAt is null), stop);
        call.OnFloor = null;
        if (!IsThere(call)) return await End(call, look, stop);
        if (!look.IsLive) return await LetGo(call, stop);

        var contact = call.OnFloor = look.OnFloor!;
        await HangUpOtherLegs(call, contact, stop);
        await RestRecording(call, contact, stop);
        if (contact.Parked is not null) await Rest(call, contact, stop);
        else if (contact.Stage is Stage.Handled or Stage.Held) await Connect(call, contact, stop);
        else await Wait(call, look, stop);
        return false;
    }

    public static string? CurrentLeg(ContactOnFloor contact) =>
        contact.Stage is Stage.Offered or Stage.Handled or Stage.Held ? CallNames.Leg(contact.Contact, contact.Segment, contact.Offer) : null;

    private static bool IsThere(Call call) => call.At.Picture.Find(call.Caller) is { IsOurs: true };

    private async Task RestRecording(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        if (Seconds.IsCallerApart(contact) || call.At.Picture.Find(CurrentLeg(contact)!) is not { IsUp: true }) await record.Rest(call, contact, stop);
    }

    /// <summary>He waits, with music, alone; perhaps somebody's phone rings for him.</summary>
    private async Task Wait(Call call, CallLook look, CancellationToken stop)
    {
        var contact = look.OnFloor!;
        if (contact.Stage == Stage.Offered && await ring.Run(call, contact, stop) is { } news) await Tell(call, news, stop);
        await call.At.Answer(call, stop);
        await Leave(call, stop);
        if (call is { IsGreeted: true, Leaving: null }) await record.IsTold(call, contact, atOnce: false, stop);
        await say.Waiting(call, look, stop);
        await say.Music(call, stop);
    }

    /// <summary>The two hear each other; or the caller hears music, while his agent holds him or his phone still rings.</summary>
    private async Task Connect(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        if (await ring.Run(call, contact, stop) is { } news)
        {
            call.WasDropped = news is PhoneLost;
            await Tell(call, news is ConversationEnded ended ? Seconds.InsteadOf(ended, contact) : news, stop);
            return;
        }

        await call.At.Answer(call, stop);
        var leg = call.At.Picture.Find(CurrentLeg(contact)!);
        if (!Seconds.IsCallerApart(contact) && leg is { IsUp: true, IsOurs: true })
        {
            await Talk(call, contact, leg, stop);
            return;
        }

        await Rest(call, contact, stop);
    }

    /// <summary>On hold, or parked: he hears what his service says to those, and music.</summary>
    private async Task Rest(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        await Leave(call, stop);
        await say.Holding(call, contact, stop);
        await say.Music(call, stop);
    }

    private async Task Talk(Call call, ContactOnFloor contact, Line leg, CancellationToken stop)
    {
        if (!await record.IsTold(call, contact, atOnce: true, stop)) return;

        await say.Hush(call, stop);
        await call.At.Into(CallNames.Talking(call.Contact), [call.Caller, leg.Id], stop);
        call.LookAt = null;
        await record.Run(call, contact, stop);
    }

    /// <summary>He hears nobody any longer.</summary>
    private static async Task Leave(Call call, CancellationToken stop)
    {
        if (call.At.Picture.Find(call.Caller) is not { Bridge: { } bridge }) return;

        await call.At.Client.RemoveFromBridge(bridge, [call.Caller], stop);
        call.At.Picture.Moved(call.Caller, null);
    }

    /// <summary>Those of offers and talks that are over.</summary>
    public Task HangUpOtherLegs(Call call, ContactOnFloor contact, CancellationToken stop) => HangUpLegs(call, [CurrentLeg(contact), .. Seconds.LegsOf(contact)], stop);

    private static async Task HangUpLegs(Call call, IReadOnlyList<string?> but, CancellationToken stop)
    {
        foreach (var leg in call.At.Picture.LegsOf(call.Contact).Where(it => !but.Contains(it.Id))) await Exchange.IfThere(call.At.Client.Hangup(leg.Id, HangupReason.Normal, stop));
    }

    /// <summary>The floor is done with him: he hears why, and the line is closed. Its end is an event.</summary>
    private async Task<bool> LetGo(Call call, CancellationToken stop)
    {
        await record.Rest(call, null, stop);
        await Clear(call, stop);
        if (call.Leaving is not null || call.MayLeaveMessage) return false; // to be heard first
        if (IsReasonToCome(call))
        {
            call.LookAt = clock.GetUtcNow() + BetweenTries;
            return false;
        }

        if (!call.IsBlocked && (call.LastWords is not null || call.TurnedAway is not null) && !call.HasHeardLastWords) await call.At.Answer(call, stop);
        if (await say.Goodbye(call, stop)) return false;

        await call.At.Client.Hangup(call.Caller, WhyHungUp(call), stop);
        return false;
    }

    private static HangupReason WhyHungUp(Call call) => call.IsTooMuch ? HangupReason.Congestion : call.IsBlocked ? HangupReason.Rejected : HangupReason.Normal;

    private bool IsReasonToCome(Call call) =>
        call is { IsBlocked: false, IsTooMuch: false, LastWords: null, TurnedAway: null, IsAnswered: false, Arrived: { } arrived }
        && call.At.Picture.Find(call.Caller) is { IsUp: false } && clock.GetUtcNow() - arrived.At < ForReason;

    /// <summary>The caller has gone.</summary>
    private async Task<bool> End(Call call, CallLook look, CancellationToken stop)
    {
        await record.Rest(call, null, stop);
        await Clear(call, stop);
        if (!look.IsLive) return true;
        if (!call.IsLost) return await Tell(call, new ContactLeft(call.Contact, LeaveWay.HungUp), stop);

        call.LookAt = clock.GetUtcNow() + BetweenTries;
        return await steps.Promise.Run(call.Centre!.Value, call.Contact, stop) is null;
    }

    private static async Task Clear(Call call, CancellationToken stop)
    {
        await HangUpLegs(call, [], stop);
        foreach (var bridge in new[] { CallNames.Talking(call.Contact), CallNames.Aside(call.Contact) }) await call.At.Destroy(bridge, stop);
    }

    /// <summary>Tells the floor; it may have decided otherwise meanwhile, which the next look shows.</summary>
    private async Task<bool> Tell(Call call, Input input, CancellationToken stop)
    {
        if (await centres.Of(call.Centre!.Value).Inbox.Send(input, stop) is null) return true;

        call.LookAt = clock.GetUtcNow() + BetweenTries;
        return false;
    }
}
