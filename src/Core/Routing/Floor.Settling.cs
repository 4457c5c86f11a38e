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
            else if (state.Marks.HasNeeds) TellHopes();
            else if (state.Marks.HasPeople) Employ(state.Marks.FirstPerson);
            else if (state.Marks.HasQueues) TellAttendance();
            else return;
        }
    }

    /// <summary>Contacts that nobody signed in can ever take, or can again, are told; those whose service says so go on to the next step.</summary>
    private void TellHopes()
    {
        var slots = new List<int>();
        foreach (var need in state.Marks.TakeNeeds())
        {
            CollectConcerned(need, need, slots);
            foreach (var variant in need.Variants) CollectConcerned(need, variant, slots);
        }

        slots.Sort((a, b) => state.Contacts[a].Number.CompareTo(state.Contacts[b].Number));
        foreach (var slot in slots) TellHope(slot);
    }

    private static void CollectConcerned(NeedSignature plain, NeedSignature need, List<int> slots)
    {
        var isConcerned = plain.HasHope ? need.Stranded > 0 : need.Stranded < need.Waiting.Count;
        if (isConcerned || MaySkipForWantOfPeople(plain)) FloorState.AddWaiting(need, slots);
    }

    private static bool MaySkipForWantOfPeople(NeedSignature plain) => !plain.IsAble && NextStep(plain) is { SkipTo: SkipWhen.NobodySignedIn };

    private static RelaxStep? NextStep(NeedSignature plain) =>
        plain.Queue.Rule is { } rule && plain.Step < rule.Steps.Count ? rule.Steps[plain.Step] : null;

    private void TellHope(int slot)
    {
        ref var contact = ref state.Contacts[slot];
        if (contact.Signature?.Plain is not { } need || !contact.IsPlaced) return;

        if (need.HasHope && contact.IsStranded) Emit(new ContactStranded(contact.Id, false));
        if (MaySkipForWantOfPeople(need)) Emit(new NeedRelaxed(contact.Id, contact.Step + 1));
        else if (!need.HasHope && !contact.IsStranded && !IsQuiet(need.Queue)) Emit(new ContactStranded(contact.Id, true));
    }

    /// <summary>Outside its hours, work that no citizen waits on the line for may wait for people to come.</summary>
    private bool IsQuiet(QueueState queue) =>
        !queue.Channel.IsLive() && !queue.Hours.IsOpen(now) && queue.Hours.NextEdge(now) != Moment.Never;

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
        else if (!need.HasHope && !contact.IsStranded && !IsQuiet(need.Queue)) Emit(new ContactStranded(contact.Id, true));
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
        var until = now + contact.Signature!.Queue.Rule!.OfferTimeout;
        Emit(new ContactOffered(contact.Id, person.Id, contact.Segment, contact.Offer + 1, until));
    }
}
