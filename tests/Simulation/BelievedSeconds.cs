using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Tests.Simulation;

/// <summary>What events say of second persons at calls: colleagues who are asked, and supervisors.</summary>
internal static class BelievedSeconds
{
    /// <summary>Whether it was about them.</summary>
    public static bool Hear(Belief belief, BelievedContact contact, Event happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case ConsultAsked it:
                Come(belief, contact, it.Colleague);
                Promise.Holds(contact.Person == it.Person && contact.Consult is null, "One colleague at a time is asked, by whoever handles the call.");
                contact.Consult = (it.Colleague, SecondWay.Asked);
                return true;
            case ConsultAnswered it:
                Promise.Holds(contact.Consult == (it.Person, SecondWay.Asked) && it.Number == contact.Offers, "Only who is asked answers.");
                contact.Consult = (it.Person, SecondWay.Consulted);
                return true;
            case ConsultJoined: contact.Consult = (contact.Consult!.Value.Person, SecondWay.Joined); return true;
            case ConsultLeft it: Release(belief, contact, it.Person, at); return true;
            case SupervisionBegan it:
                if (contact.Supervision is null) Come(belief, contact, it.Person);
                contact.Supervision = (it.Person, it.Way);
                return true;
            case SupervisionEnded it: Release(belief, contact, it.Person, at); return true;
            case SecondReleased it: Release(belief, contact, it.Person, at); return true;
            case ContactTakenOver it:
                Promise.Holds(contact.Person == it.From && contact.Supervision?.Person == it.Person, "Only who is at a call takes it over.");
                contact.Onward = contact.Need with { Person = null };
                return true;
            case ContactHandedOver it: HandOver(contact, it); return true;
            default: return false;
        }
    }

    private static void Come(Belief belief, BelievedContact contact, PersonId person)
    {
        Promise.Holds(contact.Stage is Stage.Handled or Stage.Held, "Nobody comes to a call that nobody handles.");
        Promise.Holds(belief.People[person].Presence != Presence.SignedOut, "Only who is there comes to a call.");
        var has = belief.Contacts.Values.Any(it => it.Seconds.Contains(person) || (it.Person == person && (it.Stage == Stage.Offered || it.Need.Channel == Services.Channel.Voice)));
        Promise.Holds(!has, "Whoever has a call, or is offered something, comes to no other.");
        contact.Offers++;
    }

    private static void Release(Belief belief, BelievedContact contact, PersonId person, DateTimeOffset at)
    {
        Promise.Holds(contact.Seconds.Contains(person), "Only who is there is released.");
        if (contact.Consult?.Person == person) contact.Consult = null;
        else contact.Supervision = null;
        belief.People[person].IdleSince = at;
    }

    private static void HandOver(BelievedContact contact, ContactHandedOver it)
    {
        Promise.Holds(contact.Seconds.Contains(it.Person) && it.Segment == contact.Segment && contact.Stage == Stage.Arrived, "Only who is there has it at once.");
        contact.Need = contact.Need with { Person = null };
        (contact.Consult, contact.Supervision, contact.Stage, contact.Person, contact.WasHandled) = (null, null, Stage.Handled, it.Person, true);
    }
}
