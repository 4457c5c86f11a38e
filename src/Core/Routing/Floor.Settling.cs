using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What follows from what has happened, until nothing follows any more.</summary>
public sealed partial class Floor
{
    /// <summary>The order is part of the rule: contacts that have just come to stand somewhere, what has changed for those who stood there before, people who have become free, and dead channels last.</summary>
    private void Settle()
    {
        while (true)
        {
            if (state.Marks.HasContacts) Serve(state.Marks.TakeContact());
            else if (state.Marks.HasNeeds) TellHopes(state.Marks.TakeNeeds(), now);
            else if (state.Marks.HasPeople) Employ(state.Marks.FirstPerson);
            else if (state.Marks.HasQueues) TellAttendance();
            else return;
        }
    }

    /// <summary>Contacts that nobody signed in can ever take, or can again, are told, the earliest first; those whose service says so go on to the next step. Whoever is too many waits for <see cref="TellTheRest"/>.</summary>
    private void TellHopes(IEnumerable<NeedSignature> needs, Moment at)
    {
        var most = state.Tellable;
        if (most == 0) return;

        var untold = new PriorityQueue<int, long>();
        foreach (var need in needs)
        {
            CollectUntold(need, need, at, untold, most);
            foreach (var variant in need.Variants) CollectUntold(need, variant, at, untold, most);
        }

        var slots = untold.UnorderedItems.OrderByDescending(it => it.Priority).Select(it => it.Element).ToArray();
        foreach (var slot in slots) TellHope(slot, at);
    }

    private void TellTheRest(Moment due)
    {
        state.TellingIsSeenTo();
        TellHopes(state.Queues.SelectMany(it => it.Needs).ToArray(), due);
    }

    /// <summary>Adds those of a need who are to be told, and keeps the earliest: the number of the last has the least priority.</summary>
    private void CollectUntold(NeedSignature plain, NeedSignature need, Moment at, PriorityQueue<int, long> untold, int most)
    {
        var isConcerned = plain.HasHope ? need.Stranded > 0 : need.Stranded < need.Waiting.Count;
        if (!isConcerned && !MaySkipForWantOfPeople(plain)) return;

        for (var i = 0; i < need.Waiting.Count; i++)
        {
            var slot = need.Waiting.At(i);
            ref var contact = ref state.Contacts[slot];
            if (!IsUntold(in contact, plain, at)) continue;
            if (untold.Count < most) untold.Enqueue(slot, -contact.Number);
            else untold.EnqueueDequeue(slot, -contact.Number);
        }
    }

    private static bool IsUntold(in ContactState contact, NeedSignature plain, Moment at)
    {
        if (MaySkipForWantOfPeople(plain)) return true;
        return plain.HasHope ? contact.IsStranded : !contact.IsStranded && !IsQuiet(plain.Queue, at);
    }

    private static bool MaySkipForWantOfPeople(NeedSignature plain) => !plain.IsAble && NextStep(plain) is { SkipTo: SkipWhen.NobodySignedIn };

    private static RelaxStep? NextStep(NeedSignature plain) =>
        plain.Queue.Rule is { } rule && plain.Step < rule.Steps.Count ? rule.Steps[plain.Step] : null;

    private void TellHope(int slot, Moment at)
    {
        ref var contact = ref state.Contacts[slot];
        if (contact.Signature?.Plain is not { } need || !contact.IsPlaced) return;

        if (need.HasHope && contact.IsStranded) Emit(new ContactStranded(contact.Id, false));
        if (MaySkipForWantOfPeople(need)) Emit(new NeedRelaxed(contact.Id, contact.Step + 1));
        else if (!need.HasHope && !contact.IsStranded && !IsQuiet(need.Queue, at)) Emit(new ContactStranded(contact.Id, true));
    }

    /// <summary>Outside its hours, work that no citizen waits on the line for may wait for people to come.</summary>
    private static bool IsQuiet(QueueState queue, Moment at) =>
        !queue.Channel.IsLive() && !queue.Hours.IsOpen(at) && queue.Hours.NextEdge(at) != Moment.Never;

    private void TellAttendance()
    {
        var queues = state.Marks.TakeQueues();
        queues.Sort((a, b) => a.Service.Number != b.Service.Number ? a.Service.Number.CompareTo(b.Service.Number) : a.Channel.CompareTo(b.Channel));
        foreach (var queue in queues)
        {
            var isUnattended = queue.Rule is not null && queue.Channel.IsLive() && queue.Hours.IsOpen(now) && !queue.IsAttended;
            if (isUnattended != queue.IsUnattended) Emit(new ServiceUnattended(queue.Service.Id, queue.Channel, isUnattended));
        }
    }

    private void Serve(int slot)
    {
        ref var contact = ref state.Contacts[slot];
        if (!contact.IsPlaced) return;

        state.TakeAtHand(slot);

        var need = contact.Signature!.Plain;
        if (contact.IsStranded && need.HasHope) Emit(new ContactStranded(contact.Id, false));
        if (ChooseFor(slot) is { } person) Offer(slot, person);
        else if (MaySkipNow(need)) Emit(new NeedRelaxed(contact.Id, contact.Step + 1));
        else if (!need.HasHope && !contact.IsStranded && !IsQuiet(need.Queue, now)) Emit(new ContactStranded(contact.Id, true));
    }

    private static bool MaySkipNow(NeedSignature plain) => MaySkipForWantOfPeople(plain) || NextStep(plain) is { SkipTo: SkipWhen.NobodyFree };

    private void Employ(PersonState person)
    {
        var slot = person.FreeFor == 0 ? ContactState.NoOne : BestFor(person);
        if (slot == ContactState.NoOne) state.Marks.DropFirstPerson();
        else if (state.Marks.HasOnePerson) Offer(slot, person); // those who were free before can take nothing that waited before
        else Offer(slot, ChooseFor(slot) ?? person);
    }

    private void Offer(int slot, PersonState person)
    {
        ref var contact = ref state.Contacts[slot];
        state.TakeAtHand(slot);
        state.TakeAtHand(person);
        if (contact.IsStranded) Emit(new ContactStranded(contact.Id, false));
        var until = now + contact.Signature!.Queue.Rule!.OfferTimeout;
        Emit(new ContactOffered(contact.Id, person.Id, contact.Segment, contact.NextNumber, until));
    }
}
