using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>What the floor decides upon what contacts, and those who handle them, do.</summary>
public sealed partial class Floor
{
    private Refusal? Arrive(ContactArrived input)
    {
        if (state.SlotOf(input.Contact) >= 0 || state.Closed.Has(input.Contact)) return ContactKnown;
        if (state.Contacts.Taken >= MostContacts) return FloorFull;
        if (Bounds.WhyNot(input, now) is { } refusal) return refusal;

        Emit(input);
        Enqueue(state.SlotOf(input.Contact));
        return null;
    }

    private Refusal? Accept(OfferAccepted input)
    {
        if (!IsOffered(input.Contact, input.Person, input.Offer)) return OfferGone;

        Emit(input);
        return null;
    }

    private Refusal? Decline(OfferDeclined input)
    {
        if (!IsOffered(input.Contact, input.Person, input.Offer)) return OfferGone;

        Emit(input);
        Withdraw(state.SlotOf(input.Contact), WithdrawCause.Declined);
        return null;
    }

    private bool IsOffered(ContactId id, PersonId person, int offer)
    {
        var slot = state.SlotOf(id);
        if (slot < 0) return false;

        ref var contact = ref state.Contacts[slot];
        return contact.Stage == Stage.Offered && contact.Offer == offer && state.PersonOf(in contact).Id == person;
    }

    private Refusal? End(ConversationEnded input)
    {
        if (WhyNotHis(input.Contact, input.Person) is { } refusal) return refusal;

        Emit(input);
        BeginWrapUp(state.SlotOf(input.Contact));
        return null;
    }

    private Refusal? WhyNotHis(ContactId id, PersonId person)
    {
        var slot = state.SlotOf(id);
        if (slot < 0) return ContactUnknown;

        ref var contact = ref state.Contacts[slot];
        if (contact.Stage is not (Stage.Handled or Stage.Held)) return ContactNotHandled;
        return state.PersonOf(in contact).Id == person ? null : ContactNotYours;
    }

    /// <summary>Who handles a contact wraps up; without time for that, he is done at once.</summary>
    private void BeginWrapUp(int slot, SecondState? successor = null)
    {
        ReleaseSeconds(slot, but: successor);
        ref var contact = ref state.Contacts[slot];
        var (person, segment) = (state.PersonOf(in contact), contact.Segment);
        var limit = state.QueueOf(ref contact)?.Rule!.WrapUpLimit ?? UsualWrapUp;
        Emit(new WrapUpBegan(contact.Id, person.Id, segment, now + limit));
        if (limit > TimeSpan.Zero) return;

        Emit(new WrapUpExpired(contact.Id, person.Id, segment));
        CloseIfDone(slot);
    }

    private Refusal? FinishWrapUp(WrapUpFinished input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;
        if (state.Person(input.Person) is not { } person || state.WrapUpOf(in state.Contacts[slot], person) < 0) return NoWrapUp;

        Emit(input);
        CloseIfDone(slot);
        return null;
    }

    private Refusal? Leave(ContactLeft input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;

        ref var contact = ref state.Contacts[slot];
        var stage = contact.Stage;
        if (stage is Stage.WrappingUp) return ContactOver;

        Emit(input);
        if (stage == Stage.Offered) Withdraw(slot, WithdrawCause.CitizenLeft);
        if (stage is Stage.Handled or Stage.Held) BeginWrapUp(slot);
        else CloseIfDone(slot);
        return null;
    }

    private Refusal? Hold(ContactHeld input)
    {
        if (WhyNotHis(input.Contact, input.Person) is { } refusal) return refusal;
        if (state.Contacts[state.SlotOf(input.Contact)].Stage == Stage.Held) return ContactHeldAlready;

        Emit(input);
        return null;
    }

    private Refusal? Resume(ContactResumed input)
    {
        if (WhyNotHis(input.Contact, input.Person) is { } refusal) return refusal;
        if (state.Contacts[state.SlotOf(input.Contact)].Stage != Stage.Held) return ContactNotHeld;

        Emit(input);
        return null;
    }

    private Refusal? Transfer(ContactTransferred input)
    {
        if (WhyNotHis(input.Contact, input.Person) is { } refusal) return refusal;
        if (input.IsAttended) return TransferAttended(input);

        var slot = state.SlotOf(input.Contact);
        if (WhyNotTo(input.To) is { } closed) return closed;

        Emit(input);
        var isPersonal = input.To.Person is not null;
        BeginWrapUp(slot);
        if (isPersonal) EnqueueAnyway(slot, atFront: false);
        else Enqueue(slot);
        return null;
    }

    /// <summary>Nobody is sent where he would be turned away.</summary>
    private Refusal? WhyNotTo(Need to)
    {
        if (Bounds.WhyNot(to) is { } refusal) return refusal;
        if (state.Queue(to.Service, to.Channel) is null) return QueueUnknown;
        if (to.Person is { } person) return state.Person(person) is null ? PersonUnknown : null;

        var moved = new ContactState { Need = to };
        return WouldTake(in moved, to.Service, null) ? null : QueueShut;
    }

    private Refusal? MoveElsewhere(ContactMoved input)
    {
        if (WhyNotWaiting(input.Contact) is { } refusal) return refusal;

        var slot = state.SlotOf(input.Contact);
        if (WhyNotTo(input.To) is { } closed) return closed;

        Emit(input);
        if (state.Contacts[slot].Stage == Stage.Offered) Withdraw(slot, WithdrawCause.Moved);
        if (input.To.Person is not null) EnqueueAnyway(slot, atFront: false);
        else Enqueue(slot);
        return null;
    }

    private Refusal? WhyNotWaiting(ContactId id)
    {
        var slot = state.SlotOf(id);
        if (slot < 0) return ContactUnknown;
        return state.Contacts[slot].Stage is Stage.Queued or Stage.Offered ? null : ContactNotWaiting;
    }

    private Refusal? Prioritise(ContactPrioritised input)
    {
        if (WhyNotWaiting(input.Contact) is { } refusal) return refusal;
        if (input.PriorityClass is < 0 or > LowestPriority) return PriorityInvalid;

        Emit(input);
        return null;
    }

    private Refusal? Discard(ContactDiscarded input)
    {
        if (WhyNotWaiting(input.Contact) is { } refusal) return refusal;

        var slot = state.SlotOf(input.Contact);
        var isOffered = state.Contacts[slot].Stage == Stage.Offered;
        Emit(input);
        if (isOffered) Withdraw(slot, WithdrawCause.Discarded);
        CloseIfDone(slot);
        return null;
    }
}
