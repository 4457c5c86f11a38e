using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>What events say of parked calls.</summary>
internal static class BelievedParks
{
    /// <summary>Whether it was about parking alone.</summary>
    public static bool Hear(Belief belief, BelievedContact contact, Event happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case ContactParked it: Park(belief, contact, it, at); return true;
            case ContactPickedUp it: PickUp(belief, contact, it, at); return true;
            case ContactQueued it when contact.Parked is { } parked:
                Promise.Holds(it.AtFront && parked.Until <= at, "Who was parked too long returns to the front, and not before.");
                (contact.Parked, contact.AskedFirst, contact.Clock) = (null, parked.By, at);
                return false;
            case ContactOffered it:
                if (it.Person != contact.AskedFirst) contact.AskedFirst = null;
                return false;
            case OfferWithdrawn or OfferAccepted: contact.AskedFirst = null; return false;
            case ContactLeft or ContactTurnedAway: contact.Parked = null; return false;
            default: return false;
        }
    }

    private static void Park(Belief belief, BelievedContact contact, ContactParked it, DateTimeOffset at)
    {
        Promise.Holds(contact.Person == it.Person && contact.Stage is Stage.Handled or Stage.Held, "Only who handles a call parks it.");
        Promise.Holds(contact.Need.Channel.Class() == ChannelClass.Voice, "Only calls are parked.");
        (contact.Stage, contact.Person, contact.Clock, contact.Step) = (Stage.Arrived, null, at, 0);
        (contact.Need, contact.Parked) = (contact.Need with { Person = null }, (it.Person, at + Floor.LongestPark));
        contact.Segment++;
        contact.Overflowed.Clear();
        belief.People[it.Person].IdleSince = at;
    }

    private static void PickUp(Belief belief, BelievedContact contact, ContactPickedUp it, DateTimeOffset at)
    {
        Promise.Holds(contact.Parked is not null, "Only who is parked is picked up.");
        Promise.Holds(belief.People[it.Person].Presence != Presence.SignedOut, "Only who is there picks up a call.");
        var has = belief.Contacts.Values.Any(other => other.Seconds.Contains(it.Person) || (other.Person == it.Person && other.Need.Channel.Class() == ChannelClass.Voice));
        Promise.Holds(!has, "Whoever has a call, or is rung for one, picks up no other.");
        (contact.Stage, contact.Person, contact.Parked, contact.Clock, contact.WasHandled) = (Stage.Handled, it.Person, null, at, true);
        contact.Offers++;
    }
}
