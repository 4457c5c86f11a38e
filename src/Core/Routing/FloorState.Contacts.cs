using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What events do to contacts.</summary>
internal sealed partial class FloorState
{
    private void Arrive(ContactArrived it)
    {
        ref var contact = ref Contacts[Appear(it.Contact, it.Need, it.Customer)];
        contact.Clock = it.Since is { } since ? Moment.Earlier(since, At) : At;
        contact.HeadStart = it.HeadStart;
        contact.PriorityClass = (byte)it.PriorityClass;
    }

    private void Begin(ContactBegun it)
    {
        var slot = Appear(it.Contact, it.Need, it.Customer);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Begin);
        var person = Person(it.Person)!;
        contact.Person = person.Slot;
        Take(slot, ref contact, person);
    }

    private int Appear(ContactId id, Need need, CustomerId? customer)
    {
        var slot = Contacts.Take();
        contactsById.Add(id, slot);
        ref var contact = ref Contacts[slot];
        contact.Id = id;
        contact.Need = need;
        contact.Customer = customer;
        contact.Number = ++LastContactNumber;
        contact.ArrivedAt = contact.StageSince = contact.Clock = At;
        contact.PriorityClass = Floor.UsualPriority;
        contact.Segment = 1;
        contact.FirstWrapUp = contact.Person = ContactState.NoOne;
        contact.Stage = Stage.Arrived;
        return slot;
    }

    private void Enqueue(ContactQueued it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Unpark(slot, ref contact);
        if (contact.Stage == Stage.Arrived) Move(ref contact, Step.Enqueue);
        contact.Due = it.Due;
        contact.HasDue = true;
        contact.AtFront = it.AtFront;
        Place(slot);
    }

    private void Relax(NeedRelaxed it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        if (contact.Signature is { Plain.IsAble: false }) CountTold();
        var next = contact.Signature is { Key.Excluded: null } signature ? signature.Next : null;
        if (next is not null) next.Uses++; // it is to outlive the need that leads to it
        Unplace(slot);
        contact.Step = it.Step;
        if (next is null) Place(slot);
        else PlaceAt(slot, next);
    }

    private void Overflow(ContactOverflowed it)
    {
        var slot = SlotOf(it.Contact);
        Unplace(slot);
        ref var contact = ref Contacts[slot];
        (contact.Overflowed ??= []).Add(it.From);
        contact.Need = contact.Need with { Service = it.To };
        contact.Step = 0;
    }

    private void MoveElsewhere(ContactMoved it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        if (contact.Stage == Stage.Queued) Unplace(slot);
        contact.Need = it.To;
        contact.Step = 0;
        contact.Overflowed = null;
    }

    private void Prioritise(ContactPrioritised it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        contact.PriorityClass = (byte)it.PriorityClass;
        if (!contact.IsPlaced) return;

        contact.Signature!.Waiting.Put(slot, KeyOf(in contact));
        Seat(contact.Signature);
        Marks.Contact(slot, KeyOf(in contact));
    }

    private void Strand(ContactStranded it)
    {
        ref var contact = ref Contact(it.Contact);
        if (contact.IsStranded == it.IsStranded) return;

        CountTold();
        contact.IsStranded = it.IsStranded;
        if (contact.IsPlaced) contact.Signature!.Stranded += it.IsStranded ? 1 : -1;
    }

    private void Offer(ContactOffered it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        TakeFromHeap(slot, ref contact);
        Move(ref contact, Step.Offer);
        var person = Person(it.Person)!;
        contact.Person = person.Slot;
        contact.Offer = it.Offer;
        contact.OfferUntil = it.Until;
        person.Offered = slot;
        Rearm(slot);
        Refresh(person);
    }

    private void Withdraw(OfferWithdrawn it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Withdraw);
        ReleaseOffered(ref contact, Person(it.Person)!);
        Rearm(slot);
        if (it.Cause == WithdrawCause.CitizenLeft) EndLead(slot, Step.Abandon);
        else if (it.Cause == WithdrawCause.Discarded) EndLead(slot, Step.TurnAway);
        else if (it.Cause == WithdrawCause.Merged) EndLead(slot, Step.Merge);
        else if (it.Cause == WithdrawCause.Moved) ForgetSignature(ref contact);
        else Place(slot);
    }

    private void Decline(OfferDeclined it)
    {
        ref var contact = ref Contact(it.Contact);
        var declines = contact.Declines ??= [];
        Forget(declines, it.Person, At);
        if (declines.Count == Floor.MostDeclinesRemembered) declines.RemoveAt(0);
        declines.Add(new Decline(it.Person, At + Centre.DeclinePause));
    }

    private static void Forget(List<Decline> declines, PersonId person, Moment now)
    {
        for (var i = declines.Count - 1; i >= 0; i--)
        {
            if (declines[i].Person == person || declines[i].Until <= now) declines.RemoveAt(i);
        }
    }

    private void Accept(OfferAccepted it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Accept);
        var person = Person(it.Person)!;
        person.Offered = ContactState.NoOne;
        contact.Declines = null;
        ForgetSignature(ref contact);
        Rearm(slot);
        Take(slot, ref contact, person);
    }

    private void Take(int slot, ref ContactState contact, PersonState person)
    {
        person.Handling.Add(slot);
        person.Load[(int)contact.Class]++;
        contact.WasHandled = true;
        Refresh(person);
    }

    private void BeginWrapUp(WrapUpBegan it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Finish);
        var person = Person(it.Person)!;
        person.Handling.Remove(slot);
        AddWrapUp(slot, ref contact, person, it);
        contact.Person = ContactState.NoOne;
        if (contact.Onward is { } onward) BeginSegment(ref contact, onward);
    }

    private void AddWrapUp(int slot, ref ContactState contact, PersonState person, WrapUpBegan it)
    {
        var wrapUp = WrapUps.Take();
        WrapUps[wrapUp] = new WrapUpState
        {
            Contact = slot, Segment = it.Segment, Person = person, Since = At, Until = it.Until,
            Need = contact.Need, Class = contact.Class, Queue = contact.Queue, NextOfContact = contact.FirstWrapUp,
        };
        contact.FirstWrapUp = wrapUp;
        person.WrapUps.Add(wrapUp);
        ArmWrapUp(wrapUp);
    }

    private void BeginSegment(ref ContactState contact, Need need)
    {
        contact.Onward = null;
        contact.Need = need;
        contact.Segment++;
        contact.Stage = Stage.Arrived;
        contact.StageSince = contact.Clock = At;
        contact.Step = 0;
        contact.Overflowed = null;
        contact.Person = ContactState.NoOne;
    }

    private void Return(ContactReturned it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Finish);
        Move(ref contact, Step.WrapUp);
        var person = Person(it.Person)!;
        person.Handling.Remove(slot);
        LetGo(person, contact.Class);
        BeginSegment(ref contact, it.To is { } to ? contact.Need with { Channel = to, Person = it.For } : contact.Need);
    }

    private void EndWrapUp(ContactId id, PersonId personId, int? segment)
    {
        var slot = SlotOf(id);
        ref var contact = ref Contacts[slot];
        var person = Person(personId)!;
        var wrapUp = WrapUpOf(in contact, person, segment);
        Unlink(ref contact, wrapUp);
        var channels = WrapUps[wrapUp].Class;
        person.WrapUps.Remove(wrapUp);
        DisarmWrapUp(wrapUp);
        WrapUps.Return(wrapUp);
        if (contact is { Stage: Stage.WrappingUp, FirstWrapUp: ContactState.NoOne }) Move(ref contact, Step.WrapUp);
        LetGo(person, channels);
    }

    /// <summary>The wrap-up of this person after this segment, or after his earliest when none is named; -1: none.</summary>
    public int WrapUpOf(in ContactState contact, PersonState person, int? segment = null)
    {
        var found = ContactState.NoOne;
        for (var it = contact.FirstWrapUp; it != ContactState.NoOne; it = WrapUps[it].NextOfContact)
        {
            if (ReferenceEquals(WrapUps[it].Person, person) && (segment is null || WrapUps[it].Segment == segment)) found = it;
        }

        return found;
    }

    private void Unlink(ref ContactState contact, int wrapUp)
    {
        ref var link = ref contact.FirstWrapUp;
        while (link != wrapUp) link = ref WrapUps[link].NextOfContact;
        link = WrapUps[wrapUp].NextOfContact;
    }

    private void LetGo(PersonState person, ChannelClass channels)
    {
        person.Load[(int)channels]--;
        person.IdleSince = At;
        Refresh(person);
        ForgetIfGone(person);
    }

    private void ReleaseOffered(ref ContactState contact, PersonState person)
    {
        contact.Person = ContactState.NoOne;
        person.Offered = ContactState.NoOne;
        Refresh(person);
        ForgetIfGone(person);
    }

    private void Leave(ContactLeft it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        contact.Ending = it.Way is LeaveWay.LeftMessage or LeaveWay.Callback or LeaveWay.CutOff ? ContactOutcome.LeftByChoice : ContactOutcome.Abandoned;
        if (contact.Stage == Stage.Queued || contact.Parked is not null) EndLead(slot, Step.Abandon);
    }

    private void Discard(ContactDiscarded it)
    {
        var slot = SlotOf(it.Contact);
        Contacts[slot].Ending = ContactOutcome.Discarded;
        if (Contacts[slot].Stage == Stage.Queued) EndLead(slot, Step.TurnAway);
    }

    private void TurnAway(ContactTurnedAway it)
    {
        var slot = SlotOf(it.Contact);
        Contacts[slot].Ending = ContactOutcome.TurnedAway;
        EndLead(slot, Step.TurnAway);
    }

    /// <summary>The leading segment ends without a person; earlier segments may still be wrapped up.</summary>
    private void EndLead(int slot, Step step)
    {
        Unplace(slot);
        ref var contact = ref Contacts[slot];
        Unpark(slot, ref contact);
        Move(ref contact, step);
        contact.IsStranded = false;
        if (contact.FirstWrapUp != ContactState.NoOne) contact.Stage = Stage.WrappingUp;
    }

    private void Close(ContactId id)
    {
        var slot = SlotOf(id);
        contactsById.Remove(id, slot);
        slotAtHand = ContactState.NoOne;
        Closed.Add(id);
        DisarmContact(slot);
        Contacts.Return(slot);
    }
}
