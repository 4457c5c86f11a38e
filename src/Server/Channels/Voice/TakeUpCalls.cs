using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>Takes up the calls that a server before this one drove, or that went on while the line to their exchange was down.</summary>
internal sealed class TakeUpCalls(Exchanges exchanges, LiveCentres centres, OutgoingCalls outgoing, PromiseCallback promise)
{
    private sealed record Known(CentreId Centre, ContactOnFloor OnFloor, Language? Language, CallResult? Called, DateTimeOffset ArrivedAt);

    /// <summary>Those whose callers are there, and those that go out from there.</summary>
    public async Task Callers(Exchange exchange, string system, IReadOnlyList<AriChannel> channels, Calls calls, CancellationToken stop)
    {
        var known = await OnFloors(stop);
        foreach (var channel in channels.Where(it => IsCaller(exchange, it))) Adopt(exchange, channel, system, known, calls);
        foreach (var it in known.Values.Where(it => HasLines(exchange, it.OnFloor.Contact) || IsThere(exchange, calls.Find(it.OnFloor.Contact)))) await GoOn(exchange, it, calls, stop);
    }

    /// <summary>Those that no exchange has: one that goes out begins anew; the others are over, because the caller has gone or because his exchange has died.</summary>
    public async Task Others(Calls calls, CancellationToken stop)
    {
        foreach (var it in (await OnFloors(stop)).Values.Where(it => calls.Find(it.OnFloor.Contact) is null))
        {
            await GoOn(exchanges.ForNewCall, it, calls, stop);
            if (calls.Find(it.OnFloor.Contact) is { } going) Lose(going, it);
            else if (WasCutOff(it)) await promise.Run(it.Centre, it.OnFloor.Contact, stop);
            else await HasLeft(it, stop);
        }
    }

    private Task HasLeft(Known it, CancellationToken stop) =>
        centres.Of(it.Centre).Inbox.Send(state => IsLive(state, it.OnFloor.Contact) ? new Act(new ContactLeft(it.OnFloor.Contact, LeaveWay.HungUp)) : new Act(), stop);

    /// <summary>A citizen who was reached, and is no longer there, may have been cut off as well.</summary>
    private void Lose(Call call, Known it)
    {
        if (it.Called == CallResult.Reached && WasCutOff(it)) call.Lose();
    }

    /// <summary>An exchange has died, or begun anew, since he came.</summary>
    private bool WasCutOff(Known it) => exchanges.All.Any(exchange => exchange.IsLost || exchange.StartedAt > it.ArrivedAt);

    private static bool IsCaller(Exchange exchange, AriChannel channel) =>
        !CallNames.IsMade(channel.Id) && channel.Name.StartsWith("PJSIP/", StringComparison.Ordinal) && exchange.Picture.Find(channel.Id) is { IsOurs: true };

    private static bool HasLines(Exchange exchange, ContactId contact) =>
        exchange.Picture.Find(CallNames.Citizen(contact)) is not null || exchange.Picture.LegsOf(contact).Any();

    private static bool IsThere(Exchange exchange, Call? known) => known is { Outgoing: not null } && known.At == exchange;

    private static bool IsLive(LiveState state, ContactId contact) => state.Floor.Contact(contact) is { Stage: < Stage.WrappingUp, Need.Channel: Channel.Voice };

    private async Task<Dictionary<ContactId, Known>> OnFloors(CancellationToken stop)
    {
        var known = new Dictionary<ContactId, Known>();
        foreach (var centre in centres.All)
        {
            var live = await centre.Inbox.Ask(
                state => state.Contacts.All.Where(it => it.Channel == Channel.Voice && IsLive(state, it.Id))
                    .Select(it => new Known(centre.Id, state.Floor.Contact(it.Id)!, it.Language, it.Called, it.ArrivedAt)).ToList(),
                stop);
            foreach (var it in live) known[it.OnFloor.Contact] = it;
        }

        return known;
    }

    /// <summary>A caller who is there: his call goes on where it stands, or he has come meanwhile.</summary>
    private static void Adopt(Exchange exchange, AriChannel channel, string system, Dictionary<ContactId, Known> known, Calls calls)
    {
        var contact = CallNames.Contact(system, channel.Id);
        var arrived = new ArrivedCall(channel.Dialplan.Extension, channel.Caller.Number, channel.CreatedAt);
        if (calls.Find(contact) is { } here) here.Playing = null;
        else if (calls.Add(new Call(contact, channel.Id, exchange) { Arrived = arrived, IsAdopted = true }) is { } call && known.TryGetValue(contact, out var it)) TakeUp(call, it);
    }

    /// <summary>A call that goes out goes on where it stands; what was made for it and is not there has ended.</summary>
    private async Task GoOn(Exchange exchange, Known it, Calls calls, CancellationToken stop)
    {
        var contact = it.OnFloor.Contact;
        if (calls.Find(contact) is { Outgoing: null } || await outgoing.Of(it.Centre, contact, exchange, stop) is not { } found || calls.Add(found) is not { } call) return;

        TakeUp(call, it);
        call.Playing = null;
        if (call.At.Picture.Find(call.Caller) is { } line)
        {
            call.Make(call.Caller);
            if (line.State is not (ChannelState.Down or ChannelState.Other)) call.Dial(call.Caller);
        }
        else if (it.Called is { } called)
        {
            call.End(call.Caller, new LineEnd(HangupReason.Unknown, WasUp: called == CallResult.Reached));
        }
    }

    /// <summary>The leg that there must have been, and is not, has ended while nobody heard it.</summary>
    private static void TakeUp(Call call, Known it)
    {
        (call.Centre, call.Language, call.IsReceived, call.IsGreeted) = (it.Centre, it.Language ?? call.Language, true, true);
        if (it.OnFloor.Stage is Stage.Offered or Stage.Handled or Stage.Held) TakeUp(call, CallNames.Leg(it.OnFloor.Contact, it.OnFloor.Segment, it.OnFloor.Offer), it.OnFloor.Stage != Stage.Offered);
        foreach (var leg in Seconds.LegsOf(it.OnFloor)) TakeUp(call, leg, isMade: true);
        foreach (var ear in call.At.Picture.EarsOf(it.OnFloor.Contact)) call.Make(ear.Id);
    }

    /// <param name="isMade">The server before this one has made it.</param>
    private static void TakeUp(Call call, string leg, bool isMade)
    {
        if (call.At.Picture.Find(leg) is { } line)
        {
            call.Make(leg);
            if (line.State is not (ChannelState.Down or ChannelState.Other)) call.Dial(leg);
        }
        else if (isMade)
        {
            call.End(leg, new LineEnd(HangupReason.Unknown, false));
        }
    }
}
