using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>How a contact comes to stand in a queue, or not.</summary>
public sealed partial class Floor
{
    /// <summary>Queues a contact, in the service that it asks for or where that one's overflow leads.</summary>
    private void Enqueue(int slot)
    {
        while (true)
        {
            ref var contact = ref state.Contacts[slot];
            if (state.QueueOf(ref contact) is not { } queue)
            {
                TurnAway(slot, TurnAwayCause.NoSuchService);
                return;
            }

            var cause = WhyNotIn(queue, in contact);
            if (cause is null)
            {
                Enter(slot, queue, atFront: false);
                return;
            }

            if (!FloorState.CanOverflow(in contact, queue.Rule!) || state.Queue(queue.Rule!.OverflowTo!.Value, queue.Channel) is null)
            {
                TurnAway(slot, cause == OverflowCause.Full ? TurnAwayCause.Full : TurnAwayCause.Closed);
                return;
            }

            Emit(new ContactOverflowed(contact.Id, queue.Service.Id, queue.Rule.OverflowTo.Value, cause.Value));
        }
    }

    /// <summary>Queues a contact that was somebody's already, whatever the hour and however many wait.</summary>
    private void EnqueueAnyway(int slot, bool atFront)
    {
        ref var contact = ref state.Contacts[slot];
        if (state.QueueOf(ref contact) is { } queue) Enter(slot, queue, atFront);
        else TurnAway(slot, TurnAwayCause.NoSuchService);
    }

    private void Enter(int slot, QueueState queue, bool atFront)
    {
        ref var contact = ref state.Contacts[slot];
        Emit(new ContactQueued(contact.Id, contact.Segment, queue.Service.Id, DueOf(in contact, queue.Rule!), atFront));
    }

    /// <summary>A contact keeps the due time that it got when it was queued first.</summary>
    private static Moment DueOf(in ContactState contact, ChannelRule rule)
    {
        if (contact.HasDue) return contact.Due;

        var due = rule.TargetRunsWhenOpenOnly
            ? (Moment)OpenTime.Add(contact.Clock, rule.Target, rule.Open)
            : contact.Clock + rule.Target;
        return due - contact.HeadStart;
    }

    private OverflowCause? WhyNotIn(QueueState queue, in ContactState contact)
    {
        var rule = queue.Rule!;
        if (queue.Channel.IsLive() && !rule.AcceptsWhenClosed && !queue.Hours.IsOpen(now)) return OverflowCause.Closed;
        if (rule.MostWaiting is { } most && queue.Waiting >= most && !HasTaker(in contact, queue)) return OverflowCause.Full;
        return null;
    }

    /// <summary>Whether somebody is free to take the contact at once, so that it would not wait.</summary>
    private bool HasTaker(in ContactState contact, QueueState queue)
    {
        state.SeatFree();
        var need = state.SignatureOf(in contact, queue);
        if (need.Key.Person is { } named) return state.Person(named) is { } person && person.IsFreeFor(queue.Class);

        for (var id = NextTaker(need, 0); id >= 0; id = NextTaker(need, id + 1))
        {
            if (MayBeOffered(state.Staff(id), need)) return true;
        }

        return false;
    }

    /// <summary>Whether a queue, or one where its overflow leads, would take a contact in now.</summary>
    private bool WouldTake(in ContactState contact, ServiceId service, OverflowCause? cause)
    {
        var hops = contact.Overflowed?.Count ?? 0;
        var visited = new List<ServiceId>(contact.Overflowed ?? []);
        while (state.Queue(service, contact.Need.Channel) is { } queue)
        {
            cause ??= WhyNotIn(queue, in contact);
            if (cause is null) return true;
            if (queue.Rule!.OverflowTo is not { } to || to == service || visited.Contains(to) || hops++ == MostOverflows) return false;

            visited.Add(service);
            (service, cause) = (to, null);
        }

        return false;
    }

    /// <summary>Sends a waiting contact on to the overflow service, if that, or where it leads, would take it.</summary>
    private bool TryOverflow(int slot, OverflowCause cause)
    {
        ref var contact = ref state.Contacts[slot];
        var rule = contact.Signature?.Queue.Rule;
        if (rule is null || !FloorState.CanOverflow(in contact, rule) || !WouldTake(in contact, contact.Need.Service, cause)) return false;

        Emit(new ContactOverflowed(contact.Id, contact.Need.Service, rule.OverflowTo!.Value, cause));
        Enqueue(slot);
        return true;
    }

    private void TurnAway(int slot, TurnAwayCause cause)
    {
        Emit(new ContactTurnedAway(state.Contacts[slot].Id, cause));
        CloseIfDone(slot);
    }

    /// <summary>A contact closes when nobody handles it, it waits for nobody, and the last wrap-up has ended.</summary>
    private void CloseIfDone(int slot)
    {
        ref var contact = ref state.Contacts[slot];
        if (contact.Stage != Stage.Closed) return;

        Emit(new ContactClosed(contact.Id, OutcomeOf(in contact)));
    }

    private static ContactOutcome OutcomeOf(in ContactState contact)
    {
        if (contact.Ending is ContactOutcome.Discarded or ContactOutcome.Merged) return contact.Ending;
        return contact.WasHandled ? ContactOutcome.Handled : contact.Ending;
    }

    /// <summary>Takes an offer back. Where the service has emptied its queue at closing, the contact does not return to it.</summary>
    private void Withdraw(int slot, WithdrawCause cause)
    {
        ref var contact = ref state.Contacts[slot];
        Emit(new OfferWithdrawn(contact.Id, state.PersonOf(in contact).Id, contact.Offer, cause));
        if (!contact.IsWaiting || cause == WithdrawCause.Moved) return;

        if (contact.Signature is not { } signature) TurnAway(slot, TurnAwayCause.NoSuchService);
        else if (IsEmptied(signature.Queue)) SendAway(slot);
    }

    private bool IsEmptied(QueueState queue) =>
        queue.Rule is { AtClosing: AtClosing.Empty, AcceptsWhenClosed: false } && queue.Channel.IsLive() && !queue.Hours.IsOpen(now);
}
