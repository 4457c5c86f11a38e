using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>
/// Makes the exchange do what the floor says of second persons at a call: rings at their phones, and lets them hear and be heard. Like
/// <see cref="SettleCall"/>, after which it runs, it decides nothing and may be run at any moment.
/// </summary>
internal sealed class SettleSeconds(LiveCentres centres, RingPhone ring)
{
    /// <summary>So long the phone of somebody who is asked rings.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task Run(Call call, CancellationToken stop)
    {
        if (call.OnFloor is not { } contact || contact.Stage is not (Stage.Handled or Stage.Held)) return;

        await HangUpEars(call, contact, stop);
        foreach (var second in Seconds.Of(contact))
            if (await Settle(call, contact, second, stop) is { } news) await centres.Of(call.Centre!.Value).Inbox.Send(news, stop);
    }

    private static async Task HangUpEars(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        var wanted = contact.Supervision is { } supervision ? EarOf(contact, supervision) : null;
        foreach (var ear in call.At.Picture.EarsOf(contact.Contact).Where(it => it.Id != wanted)) await Exchange.IfThere(call.At.Client.Hangup(ear.Id, HangupReason.Normal, stop));
    }

    private static string? EarOf(ContactOnFloor contact, SecondOnFloor second) =>
        second.Way is SecondWay.Listens or SecondWay.Whispers ? CallNames.Ear(contact.Contact, second.Number, second.Way == SecondWay.Whispers) : null;

    /// <summary>Does the next thing for him; answers what the floor is to be told, or null.</summary>
    private async Task<Input?> Settle(Call call, ContactOnFloor contact, SecondOnFloor second, CancellationToken stop)
    {
        var leg = Seconds.LegOf(contact, second);
        if (call.EndOf(leg) is { } end) return Seconds.Left(contact, second, WhyOf(end));

        if (call.At.Picture.Find(leg) is not { } line)
            return call.WasMade(leg) || await ring.Make(call, second.Person, leg, stop) is null ? null : Seconds.Left(contact, second, SecondEnd.Unreached);

        if (line is { IsOurs: true, IsUp: false } && !call.IsDialled(leg)) await Dial(call, leg, stop);
        if (line is not { IsUp: true, IsOurs: true }) return null;
        if (second.Way == SecondWay.Asked) return new ConsultAnswered(contact.Contact, second.Person, second.Number);

        await LetHear(call, contact, second, leg, stop);
        return null;
    }

    private static SecondEnd WhyOf(LineEnd end) =>
        end.WasUp && end.Cause == HangupReason.Normal ? SecondEnd.Ended
        : end.Cause is HangupReason.Busy or HangupReason.Rejected ? SecondEnd.Declined
        : SecondEnd.Unreached;

    private static async Task Dial(Call call, string leg, CancellationToken stop)
    {
        call.Dial(leg);
        await Exchange.IfThere(call.At.Client.Dial(leg, call.Caller, Patience, stop));
    }

    private static async Task LetHear(Call call, ContactOnFloor contact, SecondOnFloor second, string leg, CancellationToken stop)
    {
        var agent = CallNames.Leg(contact.Contact, contact.Segment, contact.Offer);
        if (call.At.Picture.Find(agent) is not { IsUp: true, IsOurs: true }) return;

        if (EarOf(contact, second) is { } ear) await Aside(call, contact, second, [leg, ear], agent, stop);
        else await call.At.Into(CallNames.Talking(contact.Contact), [agent, leg], stop);
    }

    private static async Task Aside(Call call, ContactOnFloor contact, SecondOnFloor second, IReadOnlyList<string> both, string agent, CancellationToken stop)
    {
        var ear = both[1];
        if (!call.WasMade(ear))
        {
            call.Make(ear);
            await call.At.Client.Snoop(new NewSnoop(agent, ear, Direction.Both, second.Way == SecondWay.Whispers ? Direction.Out : null), stop);
        }

        if (call.At.Picture.Find(ear) is { IsOurs: true }) await call.At.Into(CallNames.Aside(contact.Contact), both, stop);
    }
}
