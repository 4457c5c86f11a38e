using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides because time has passed.</summary>
public sealed partial class Floor
{
    /// <summary>Fires all deadlines that are due, in order, each with its consequences before the next.</summary>
    private void FireDue(bool isRecorded)
    {
        isTimeUntold = !isRecorded;
        while (state.Next() is { Kind: not DeadlineKind.None } next && next.Due <= now)
        {
            if (leftOut.Count > 0 && leftOut.Contains(new DeadlineId(next.Kind.ToString(), next.Due, next.Number)))
            {
                state.Disarm(next);
                continue;
            }

            if (!isRecorded) fired.Add((next, told.Count));
            Fire(next);
            Settle();
        }

        isTimeUntold = false;
    }

    private void Fire(Deadline deadline)
    {
        if (deadline.Kind == DeadlineKind.WrapUp) ExpireWrapUp(deadline.Slot);
        else if (deadline.Kind == DeadlineKind.Queue) PassEdge(state.Queues[deadline.Slot], deadline.Due);
        else if (deadline.Kind == DeadlineKind.Telling) TellTheRest(deadline.Due);
        else if (state.Contacts[deadline.Slot].Stage == Stage.Offered) ExpireOffer(deadline.Slot);
        else if (state.Contacts[deadline.Slot].Parked is not null) EndPark(deadline.Slot);
        else Act(deadline.Slot, deadline.Due);
    }

    private void ExpireOffer(int slot)
    {
        state.TakeAtHand(slot);
        var person = state.PersonOf(in state.Contacts[slot]);
        if (person.Presence == Presence.Ready) Emit(new PresenceChanged(person.Id, Presence.NotAnswering, PresenceCause.OfferUnanswered));
        Withdraw(slot, WithdrawCause.Unanswered);
    }

    private void ExpireWrapUp(int wrapUp)
    {
        ref var it = ref state.WrapUps[wrapUp];
        var slot = it.Contact;
        state.TakeAtHand(slot);
        state.TakeAtHand(it.Person);
        Emit(new WrapUpExpired(state.Contacts[slot].Id, it.Person.Id, it.Segment));
        CloseIfDone(slot);
    }

    private void Act(int slot, Moment fired)
    {
        state.TakeAtHand(slot);
        var (act, due) = state.NextAct(in state.Contacts[slot]);
        if (due > now) state.Rearm(slot);
        else if (act == ContactAct.GiveUp) TurnAway(slot, TurnAwayCause.WaitedTooLong);
        else if (act == ContactAct.Overflow) OverflowOrWaitOn(slot, fired);
        else if (act == ContactAct.ForgetDecline) state.Replace(slot);
        else Emit(new NeedRelaxed(state.Contacts[slot].Id, state.Contacts[slot].Step + 1));
    }

    /// <summary>
    /// A contact overflows only where it would be taken in; otherwise it waits on and tries again. Of several tries that have come
    /// due the last one counts: nothing records those that failed, so a floor that was built again does not know which it has made.
    /// </summary>
    private void OverflowOrWaitOn(int slot, Moment fired)
    {
        if (FloorState.NextTry(fired, now) - Floor.OverflowRetry is var last && last > fired)
        {
            state.Contacts[slot].OverflowAgain = last;
            state.Rearm(slot);
            return;
        }

        if (TryOverflow(slot, OverflowCause.WaitedTooLong)) return;

        state.Contacts[slot].OverflowAgain = FloorState.NextTry(fired, now);
        state.Rearm(slot);
    }

    private void PassEdge(QueueState queue, Moment edge)
    {
        state.ArmQueue(queue, edge);
        if (queue.Hours.IsOpen(edge)) MarkNeeds(queue);
        else if (queue.Rule!.AtClosing == AtClosing.Empty) Empty(queue);
        state.Marks.Queue(queue);
    }

    private void MarkNeeds(QueueState queue)
    {
        foreach (var need in queue.Needs) state.Marks.Need(need);
    }

    /// <summary>The service closes and serves nobody after hours.</summary>
    private void Empty(QueueState queue)
    {
        foreach (var slot in state.WaitingIn(queue)) SendAway(slot);
    }

    private void SendAway(int slot)
    {
        if (!TryOverflow(slot, OverflowCause.Closed)) TurnAway(slot, TurnAwayCause.Closed);
    }
}
