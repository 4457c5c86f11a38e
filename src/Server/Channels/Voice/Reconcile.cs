using Isberg.Asterisk;
using Isberg.Channels.Voice.Flows;
using Isberg.Channels.Voice.Hearing;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>Compares all that the exchange holds with all that the floors know, after a start and whenever the line was down, so that nothing is forgotten and nothing goes on unseen.</summary>
internal sealed class Reconcile(Exchange exchange, LiveCentres centres, TakeUpPhones phones, OutgoingCalls outgoing, FlowRuns flows, HearCaller hear)
{
    private sealed record Known(CentreId Centre, ContactOnFloor OnFloor, Language? Language, CallResult? Called);

    public async Task Run(AsteriskInfo info, Calls calls, CancellationToken stop)
    {
        await phones.MakeAgain(info, stop);
        var (channels, bridges) = (await exchange.Client.Channels(stop), await exchange.Client.Bridges(stop));
        exchange.Picture.Replace(channels, bridges, await exchange.Client.Endpoints(stop));
        await phones.Know(stop);
        var known = await OnFloors(stop);
        foreach (var channel in channels.Where(IsCaller)) Adopt(channel, info.SystemName, known, calls);
        foreach (var it in known.Values.Where(it => channels.All(channel => CallNames.Contact(info.SystemName, channel.Id) != it.OnFloor.Contact))) await GoOn(it, calls, stop);
        foreach (var (contact, it) in known.Where(it => calls.Find(it.Key) is null))
            await centres.Of(it.Centre).Inbox.Send(state => IsLive(state, contact) ? new Act(new ContactLeft(contact, LeaveWay.HungUp)) : new Act(), stop);
        await ClearUp(calls, stop);
        await hear.ClearUp(contact => calls.Find(contact) is not null, stop);
        await flows.CloseOthers(contact => calls.Find(contact) is { IsReceived: false }, stop);
        calls.SettleAll();
    }

    private bool IsCaller(AriChannel channel) => !CallNames.IsMade(channel.Id) && channel.Name.StartsWith("PJSIP/", StringComparison.Ordinal) && exchange.Picture.Find(channel.Id) is { IsOurs: true };

    private static bool IsLive(LiveState state, ContactId contact) => state.Floor.Contact(contact) is { Stage: < Stage.WrappingUp, Need.Channel: Channel.Voice };

    private async Task<Dictionary<ContactId, Known>> OnFloors(CancellationToken stop)
    {
        var known = new Dictionary<ContactId, Known>();
        foreach (var centre in centres.All)
        {
            var live = await centre.Inbox.Ask(
                state => state.Contacts.All.Where(it => it.Channel == Channel.Voice && IsLive(state, it.Id))
                    .Select(it => new Known(centre.Id, state.Floor.Contact(it.Id)!, it.Language, it.Called)).ToList(),
                stop);
            foreach (var it in live) known[it.OnFloor.Contact] = it;
        }

        return known;
    }

    /// <summary>A caller who is there: his call goes on where it stands, or he has come meanwhile.</summary>
    private void Adopt(AriChannel channel, string system, Dictionary<ContactId, Known> known, Calls calls)
    {
        var contact = CallNames.Contact(system, channel.Id);
        var arrived = new ArrivedCall(channel.Dialplan.Extension, channel.Caller.Number, channel.CreatedAt);
        if (calls.Find(contact) is { } here) here.Playing = null;
        else if (calls.Add(new Call(contact, channel.Id) { Arrived = arrived, IsAdopted = true }) is { } call && known.TryGetValue(contact, out var it)) TakeUp(call, it);
    }

    /// <summary>A call that goes out goes on where it stands; what was made for it and is not there has ended.</summary>
    private async Task GoOn(Known it, Calls calls, CancellationToken stop)
    {
        var contact = it.OnFloor.Contact;
        if (calls.Find(contact) is { Outgoing: null } || await outgoing.Of(it.Centre, contact, stop) is not { } found || calls.Add(found) is not { } call) return;

        TakeUp(call, it);
        call.Playing = null;
        if (exchange.Picture.Find(call.Caller) is { } line)
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
    private void TakeUp(Call call, Known it)
    {
        (call.Centre, call.Language, call.IsReceived, call.IsGreeted) = (it.Centre, it.Language ?? call.Language, true, true);
        if (it.OnFloor.Stage is Stage.Offered or Stage.Handled or Stage.Held) TakeUp(call, CallNames.Leg(it.OnFloor.Contact, it.OnFloor.Segment, it.OnFloor.Offer), it.OnFloor.Stage != Stage.Offered);
        foreach (var leg in Seconds.LegsOf(it.OnFloor)) TakeUp(call, leg, isMade: true);
        foreach (var ear in exchange.Picture.EarsOf(it.OnFloor.Contact)) call.Make(ear.Id);
    }

    /// <param name="isMade">The server before this one has made it.</param>
    private void TakeUp(Call call, string leg, bool isMade)
    {
        if (exchange.Picture.Find(leg) is { } line)
        {
            call.Make(leg);
            if (line.State is not (ChannelState.Down or ChannelState.Other)) call.Dial(leg);
        }
        else if (isMade)
        {
            call.End(leg, new LineEnd(HangupReason.Unknown, false));
        }
    }

    /// <summary>Legs and bridges of calls that are no more.</summary>
    private async Task ClearUp(Calls calls, CancellationToken stop)
    {
        foreach (var leg in exchange.Picture.Lines.Where(it => CallNames.ContactOf(it.Id) is { } of && calls.Find(of) is null)) await exchange.Client.Hangup(leg.Id, HangupReason.Normal, stop);
        foreach (var bridge in exchange.Picture.Bridges.Where(it => CallNames.ContactOf(it) is { } of && calls.Find(of) is null)) await exchange.Client.DestroyBridge(bridge, stop);
    }
}
