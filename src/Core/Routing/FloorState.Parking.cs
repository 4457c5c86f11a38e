using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Routing;

/// <summary>What events do to parked calls. One that is parked has arrived at its next segment, and stands in no queue.</summary>
internal sealed partial class FloorState
{
    /// <summary>Those that are parked, by their place.</summary>
    public readonly SortedDictionary<int, int> Parked = [];

    private void Park(ContactParked it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        var person = PersonOf(in contact);
        Move(ref contact, Step.Finish);
        Move(ref contact, Step.WrapUp);
        person.Handling.Remove(slot);
        LetGo(person, contact.Class);
        BeginSegment(ref contact, contact.Need with { Person = null });
        Park(slot, ref contact, new ParkedState(FreePlace(), it.Person, At + Floor.LongestPark));
    }

    private void Park(int slot, ref ContactState contact, ParkedState parked)
    {
        contact.Parked = parked;
        Parked.Add(parked.Place, slot);
        Rearm(slot);
    }

    /// <summary>The lowest that nobody has.</summary>
    private int FreePlace()
    {
        var place = 1;
        while (Parked.ContainsKey(place)) place++;
        return place;
    }

    private void PickUp(ContactPickedUp it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        Unpark(slot, ref contact);
        Move(ref contact, Step.Begin);
        var person = Person(it.Person)!;
        (contact.Person, contact.Offer) = (person.Slot, contact.NextNumber);
        Take(slot, ref contact, person);
    }

    /// <summary>He is picked up, returns to his queue, or has gone.</summary>
    private void Unpark(int slot, ref ContactState contact)
    {
        if (contact.Parked is not { } parked) return;

        Parked.Remove(parked.Place);
        contact.Parked = null;
        contact.Clock = At;
        DisarmContact(slot);
    }

    /// <summary>The server was away, and nobody could pick him up.</summary>
    private void ShiftPark(int slot, TimeSpan lost)
    {
        if (Contacts[slot].Parked is not { } parked) return;

        Contacts[slot].Parked = parked with { Until = parked.Until + lost };
        Rearm(slot);
    }

    private void LoadPark(ContactInSnapshot saved)
    {
        if (saved.Parked is not { } parked) return;

        var slot = SlotOf(saved.Contact);
        Park(slot, ref Contacts[slot], new ParkedState(parked.Place, parked.By, parked.Until));
    }
}

/// <summary>Where a call is parked.</summary>
internal sealed record ParkedState(int Place, PersonId By, Moment Until)
{
    public ParkedOnFloor View => new(Place, By, Until);
}
