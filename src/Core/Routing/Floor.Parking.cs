using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides about parked calls.</summary>
public sealed partial class Floor
{
    public const int MostParked = 99;

    /// <summary>A caller who is parked for longer returns to the front of his queue.</summary>
    public static readonly TimeSpan LongestPark = TimeSpan.FromMinutes(2);

    public static readonly Refusal ParkFull = new("park.full", "As many calls are parked as can be.");
    public static readonly Refusal ContactNotParked = new("contact.not_parked", "This call is not parked any longer.");
    public static readonly Refusal PersonHasCall = new("person.has_call", "You have a call already, or one rings. End it, park it or send it on first.");

    private Refusal? Park(ContactParked input)
    {
        if (WhyNotHisCall(input.Contact, input.Person) is { } refusal) return refusal;
        if (state.Parked.Count == MostParked) return ParkFull;

        Emit(input);
        ReleaseSeconds(state.SlotOf(input.Contact));
        return null;
    }

    /// <summary>It is his own decision, as when he begins a contact: neither his presence nor his services keep him from it.</summary>
    private Refusal? PickUp(ContactPickedUp input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;
        if (state.Contacts[slot].Parked is null) return ContactNotParked;
        if (state.Person(input.Person) is not { } person) return PersonUnknown;
        if (!person.IsSignedIn) return PersonIsSignedOut;
        if (person.Beside >= 0 || HasCall(person) || IsRung(person)) return PersonHasCall;
        if (person.Load[(int)ChannelClass.Voice] >= MostCapacity) return PersonFull;
        if (Occupancy.IsInConflict(state, person, ChannelClass.Voice)) return PersonInConflict;

        Emit(input);
        WithdrawIfUnfit(person);
        return null;
    }

    private bool IsRung(PersonState person) => person.Offered >= 0 && state.Contacts[person.Offered].Class == ChannelClass.Voice;

    /// <summary>Nobody has picked him up: he waits at the front, with the due time that he had. Whoever parked him is asked first, if he is free and takes nothing else before.</summary>
    private void EndPark(int slot)
    {
        state.TakeAtHand(slot);
        var (contact, by) = (state.Contacts[slot].Id, state.Contacts[slot].Parked!.By);
        EnqueueAnyway(slot, atFront: true);
        if (state.SlotOf(contact) != slot || !state.Contacts[slot].IsPlaced) return;
        if (state.Person(by) is { FreeFor: not 0 } person && BestFor(person) == slot) Offer(slot, person);
    }

    /// <summary>All parked calls, by place.</summary>
    public IReadOnlyList<ContactOnFloor> Parked() => [.. state.Parked.Values.Select(View)];
}
