using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Routing;

/// <summary>What events do to second persons at calls.</summary>
internal sealed partial class FloorState
{
    private void Ask(ConsultAsked it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        contact.Consult = Come(slot, ref contact, it.Colleague, SecondWay.Asked);
    }

    private void Supervise(SupervisionBegan it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        contact.Supervision ??= Come(slot, ref contact, it.Person, it.Way);
        (contact.Supervision.Way, contact.Supervision.Since) = (it.Way, At);
    }

    private SecondState Come(int slot, ref ContactState contact, PersonId id, SecondWay way)
    {
        var person = Person(id)!;
        contact.LastNumber = contact.NextNumber;
        TakeBeside(slot, ref contact, person);
        return new SecondState(person, contact.LastNumber) { Way = way, Since = At };
    }

    private void TakeBeside(int slot, ref ContactState contact, PersonState person)
    {
        person.Beside = slot;
        person.Load[(int)contact.Class]++;
        Refresh(person);
    }

    private void GoOn(ContactId id, SecondWay way)
    {
        var consult = Contact(id).Consult!;
        (consult.Way, consult.Since) = (way, At);
    }

    private void ReleaseSecond(ContactId id, PersonId person)
    {
        ref var contact = ref Contact(id);
        var second = contact.Consult?.Person.Id == person ? contact.Consult : contact.Supervision!;
        if (second == contact.Consult) contact.Consult = null;
        else contact.Supervision = null;
        second.Person.Beside = ContactState.NoOne;
        LetGo(second.Person, contact.Class);
    }

    private void HandOver(ContactHandedOver it)
    {
        ReleaseSecond(it.Contact, it.Person);
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Move(ref contact, Step.Begin);
        var person = Person(it.Person)!;
        (contact.Person, contact.Offer, contact.Need) = (person.Slot, it.Offer, contact.Need with { Person = null });
        Take(slot, ref contact, person);
    }

    private static SecondInSnapshot? Save(SecondState? second) => second is null ? null : new SecondInSnapshot(second.Person.Id, second.Way, second.Number, second.Since);

    private void LoadSeconds(ContactInSnapshot saved)
    {
        if (saved is { Consult: null, Supervision: null, LastNumber: 0 }) return;

        var slot = SlotOf(saved.Contact);
        ref var contact = ref Contacts[slot];
        contact.LastNumber = saved.LastNumber;
        if (saved.Consult is { } consult) contact.Consult = Load(slot, ref contact, consult);
        if (saved.Supervision is { } supervision) contact.Supervision = Load(slot, ref contact, supervision);
    }

    private SecondState Load(int slot, ref ContactState contact, SecondInSnapshot saved)
    {
        var person = peopleById[saved.Person];
        TakeBeside(slot, ref contact, person);
        return new SecondState(person, saved.Number) { Way = saved.Way, Since = saved.Since };
    }
}
