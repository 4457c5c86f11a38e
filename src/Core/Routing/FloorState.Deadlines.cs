using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>What comes due, and when.</summary>
internal sealed partial class FloorState
{
    private readonly IndexedHeap contactDeadlines = new(new Positions());
    private readonly IndexedHeap wrapUpDeadlines = new(new Positions());
    private readonly IndexedHeap queueDeadlines = new(new Positions());

    /// <summary>The next deadline: the earliest; of equals queues come before contacts, contacts before wrap-ups. Telling the rest comes before all others when it is due: they may tell too.</summary>
    public Deadline Next()
    {
        var rest = new Deadline(DeadlineKind.Telling, -1, restDue, 0);
        if (restDue <= Now) return rest;

        var next = new Deadline(DeadlineKind.None, -1, Moment.Never, 0);
        next = Earlier(next, DeadlineKind.Queue, queueDeadlines);
        next = Earlier(next, DeadlineKind.Contact, contactDeadlines);
        next = Earlier(next, DeadlineKind.WrapUp, wrapUpDeadlines);
        return restDue < next.Due ? rest : next;
    }

    private static Deadline Earlier(Deadline next, DeadlineKind kind, IndexedHeap heap) =>
        heap.Count > 0 && (long)heap.FirstKey.Major < next.Due.Ticks
            ? new Deadline(kind, heap.First, new Moment((long)heap.FirstKey.Major), heap.FirstKey.Minor)
            : next;

    /// <summary>What a waiting contact's own clock brings next.</summary>
    public (ContactAct Act, Moment Due) NextAct(in ContactState contact)
    {
        var next = (Act: ContactAct.None, Due: Moment.Never);
        if (contact.Signature is not { } signature || signature.Queue.Rule is not { } rule) return next;

        if (rule.GiveUpAfter is { } giveUp) next = (ContactAct.GiveUp, contact.Clock + giveUp);
        if (rule.OverflowAfter is { } after && CanOverflow(in contact, rule))
        {
            next = Sooner(next, ContactAct.Overflow, Moment.Later(contact.Clock + after, contact.OverflowAgain));
        }

        if (signature.Key.Excluded is not null) next = Sooner(next, ContactAct.ForgetDecline, EarliestDecline(in contact));
        if (signature.NextAfter != TimeSpan.MaxValue) next = Sooner(next, ContactAct.Relax, contact.Clock + signature.NextAfter);
        return next;
    }

    private static (ContactAct Act, Moment Due) Sooner((ContactAct Act, Moment Due) next, ContactAct act, Moment due) =>
        due < next.Due ? (act, due) : next;

    private static Moment EarliestDecline(in ContactState contact)
    {
        var earliest = Moment.Never;
        foreach (var decline in contact.Declines!)
        {
            if (contact.Signature!.Excludes(decline.Person)) earliest = Moment.Earlier(earliest, decline.Until);
        }

        return earliest;
    }

    /// <summary>Whether overflow may lead on from here: at most so many hops, and never twice to the same service.</summary>
    public static bool CanOverflow(in ContactState contact, Services.ChannelRule rule) =>
        rule.OverflowTo is { } to && to != contact.Need.Service
        && (contact.Overflowed is not { } visited || (visited.Count < Floor.MostOverflows && !visited.Contains(to)));

    /// <summary>Sets the deadline of a contact anew.</summary>
    public void Rearm(int slot)
    {
        ref var contact = ref Contacts[slot];
        var due = contact.Stage == Stage.Offered ? contact.OfferUntil : contact.Parked is { } parked ? parked.Until : contact.IsPlaced ? NextAct(in contact).Due : Moment.Never;
        if (due == Moment.Never) DisarmContact(slot);
        else contactDeadlines.Put(slot, new HeapKey((ulong)due.Ticks, (ulong)contact.Number));
    }

    private void DisarmContact(int slot)
    {
        if (contactDeadlines.Holds(slot)) contactDeadlines.Remove(slot);
    }

    private void ArmWrapUp(int wrapUp)
    {
        ref var it = ref WrapUps[wrapUp];
        wrapUpDeadlines.Put(wrapUp, new HeapKey((ulong)it.Until.Ticks, ((ulong)Contacts[it.Contact].Number << 20) | (uint)it.Segment));
    }

    private void DisarmWrapUp(int wrapUp)
    {
        if (wrapUpDeadlines.Holds(wrapUp)) wrapUpDeadlines.Remove(wrapUp);
    }

    /// <summary>Lets a deadline go by without its effect.</summary>
    public void Disarm(Deadline deadline)
    {
        if (deadline.Kind == DeadlineKind.Queue) queueDeadlines.Remove(deadline.Slot);
        else if (deadline.Kind == DeadlineKind.Contact) contactDeadlines.Remove(deadline.Slot);
        else if (deadline.Kind == DeadlineKind.Telling) TellingIsSeenTo();
        else wrapUpDeadlines.Remove(deadline.Slot);
    }

    /// <summary>Sets the next opening or closing of a queue after what has been seen to.</summary>
    public void ArmQueue(QueueState queue)
    {
        var edge = queue.Hours.NextEdge(Now);
        if (edge != Moment.Never) queueDeadlines.Put(queue.Slot, new HeapKey((ulong)edge.Ticks, QueueNumber(queue)));
        else if (queueDeadlines.Holds(queue.Slot)) queueDeadlines.Remove(queue.Slot);
    }

    /// <summary>Sets the next edge of a queue after a moment.</summary>
    public void ArmQueue(QueueState queue, Moment after)
    {
        var edge = queue.Hours.NextEdge(after);
        if (edge == Moment.Never) queueDeadlines.Remove(queue.Slot);
        else queueDeadlines.Put(queue.Slot, new HeapKey((ulong)edge.Ticks, QueueNumber(queue)));
    }

    /// <summary>After events have been applied: deadlines up to the last of them, which had nothing to tell, have had their effect.</summary>
    public void CatchUp()
    {
        while (Next() is { Kind: not DeadlineKind.None } next && next.Due <= At)
        {
            if (next.Kind == DeadlineKind.Queue) ArmQueue(Queues[next.Slot], next.Due);
            else if (next.Kind == DeadlineKind.Telling) TellingIsSeenTo();
            else if (next.Kind != DeadlineKind.Contact || !CatchUp(next)) break;
        }

        Marks.Clear();
    }

    private bool CatchUp(Deadline deadline)
    {
        var act = Contacts[deadline.Slot].IsPlaced ? NextAct(in Contacts[deadline.Slot]).Act : ContactAct.None;
        if (act == ContactAct.ForgetDecline) Replace(deadline.Slot);
        else if (act == ContactAct.Overflow) Contacts[deadline.Slot].OverflowAgain = NextTry(deadline.Due, At);
        else return false;

        Rearm(deadline.Slot);
        return true;
    }

    /// <summary>The first whole number of retry spans from a failed try that is still to come.</summary>
    public static Moment NextTry(Moment tried, Moment now) =>
        tried + (Floor.OverflowRetry * ((Math.Max(0, (now - tried).Ticks) / Floor.OverflowRetry.Ticks) + 1));

    /// <summary>When a failed overflow is tried again, as far as a moment tells: tries after it were recorded by nothing.</summary>
    private static Moment NextKnownTry(in ContactState contact, Moment before)
    {
        var next = contact.OverflowAgain;
        if (next == default || contact.Signature?.Queue.Rule?.OverflowAfter is not { } after) return next;

        var first = contact.Clock + after;
        while (next > first && (next - Floor.OverflowRetry) > before) next -= Floor.OverflowRetry;
        return next <= first ? default : next;
    }

    /// <summary>The server was away: what would have come due meanwhile counts from now, while waiting and due times have run on.</summary>
    /// <param name="before">The last that is known to have happened before; what was over then stays over.</param>
    private void Shift(FloorResumed it, Moment before)
    {
        var lost = it.Outage;
        for (var slot = 0; slot < Contacts.Top; slot++)
        {
            ref var contact = ref Contacts[slot];
            if (contact.Id != default) ShiftPark(slot, lost);
            if (contact.Id == default || contact.Stage is not (Stage.Queued or Stage.Offered)) continue;
            var overflowAgain = NextKnownTry(in contact, before) is var next && next == default ? default : next + lost;
            contact.Clock += lost;
            contact.OfferUntil += lost;
            if (contact.Declines is { } declines) ShiftPauses(slot, declines, before, lost);
            contact.OverflowAgain = overflowAgain;
            Rearm(slot);
        }

        for (var slot = 0; slot < WrapUps.Top; slot++)
        {
            if (WrapUps[slot].Person is null) continue;
            WrapUps[slot].Until += lost;
            ArmWrapUp(slot);
        }
    }

    /// <summary>Whoever is left in peace still, is so for as long as was left; the contact may stand as if he were not, if time had passed that nothing tells of.</summary>
    private void ShiftPauses(int slot, List<Decline> declines, Moment before, TimeSpan lost)
    {
        declines.RemoveAll(it => it.Until <= before);
        for (var i = 0; i < declines.Count; i++) declines[i] = declines[i] with { Until = declines[i].Until + lost };
        if (Contacts[slot].IsPlaced) Replace(slot);
    }

    private static ulong QueueNumber(QueueState queue) => ((ulong)queue.Service.Number << 4) | (uint)queue.Channel;
}

/// <summary>What comes due.</summary>
/// <param name="Number">Of several with the same due time, the lower comes first. It is the same after a restart, which the slot is not.</param>
internal readonly record struct Deadline(DeadlineKind Kind, int Slot, Moment Due, ulong Number);

internal enum DeadlineKind
{
    None, Queue, Contact, WrapUp, Telling,
}

/// <summary>What a waiting contact's clock brings.</summary>
internal enum ContactAct
{
    None, GiveUp, Overflow, ForgetDecline, Relax,
}
