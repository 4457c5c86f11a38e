using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>What events say about the floor, kept in the plainest way.</summary>
internal sealed class Belief
{
    private int lastContact, lastPerson;
    private DateTimeOffset lastHeard;

    public CentreRule Centre { get; private set; } = new();

    public Dictionary<ServiceId, ServiceRule> Services { get; } = [];

    public Dictionary<PersonId, BelievedPerson> People { get; } = [];

    public Dictionary<ContactId, BelievedContact> Contacts { get; } = [];

    public HashSet<ContactId> Closed { get; } = [];

    public Dictionary<(ServiceId, Channel), bool> Unattended { get; } = [];

    public ChannelRule? Rule(ServiceId service, Channel channel) =>
        Services.GetValueOrDefault(service)?.Channels.FirstOrDefault(it => it.Channel == channel);

    public void Hear(Event happened, DateTimeOffset at)
    {
        var before = lastHeard;
        lastHeard = at;
        switch (happened)
        {
            case CentreChanged it: Centre = it.Rule; break;
            case ServiceChanged it: Hear(it); break;
            case ServiceRemoved it: Hear(it); break;
            case PersonChanged it: Hear(it, at); break;
            case PersonRemoved it: People[it.Person].Presence = Presence.SignedOut; break;
            case PersonSignedIn it: Become(it.Person, Presence.NotReady, at); break;
            case PersonSignedOut it: Become(it.Person, Presence.SignedOut, at); break;
            case PresenceChosen it: Become(it.Person, it.Presence, at); break;
            case PresenceChanged it: Become(it.Person, it.Presence, at); break;
            case ContactArrived it: Hear(it, at); break;
            case ContactBegun it: Hear(it, at); break;
            case FloorResumed it: Hear(it, before); break;
            case ServiceUnattended it: Unattended[(it.Service, it.Channel)] = it.IsUnattended; break;
            case IOfContact it: Hear(Contacts[it.Contact], happened, at); break;
        }
    }

    private void Hear(ServiceChanged it)
    {
        Services[it.Service.Id] = it.Service;
        foreach (var key in Unattended.Keys.Where(key => key.Item1 == it.Service.Id && Rule(key.Item1, key.Item2) is null).ToArray()) Unattended.Remove(key);
    }

    private void Hear(ServiceRemoved it)
    {
        Services.Remove(it.Service);
        foreach (var key in Unattended.Keys.Where(key => key.Item1 == it.Service).ToArray()) Unattended.Remove(key);
    }

    private void Hear(PersonChanged it, DateTimeOffset at)
    {
        if (People.TryGetValue(it.Person, out var known)) known.Rule = it.Rule;
        else People.Add(it.Person, new BelievedPerson { Number = ++lastPerson, Rule = it.Rule, IdleSince = at });
    }

    private void Become(PersonId id, Presence presence, DateTimeOffset at)
    {
        var person = People[id];
        if ((presence == Presence.Ready && person.Presence != Presence.Ready) || person.Presence == Presence.SignedOut) person.IdleSince = at;
        person.Presence = presence;
    }

    private void Hear(ContactArrived it, DateTimeOffset at)
    {
        Promise.Holds(!Contacts.ContainsKey(it.Contact) && !Closed.Contains(it.Contact), "A contact arrives once.");
        Contacts.Add(it.Contact, new BelievedContact
        {
            Id = it.Contact, Number = ++lastContact, Need = it.Need, PriorityClass = it.PriorityClass, Clock = it.Since ?? at, HeadStart = it.HeadStart,
        });
    }

    private void Hear(ContactBegun it, DateTimeOffset at)
    {
        Promise.Holds(!Contacts.ContainsKey(it.Contact) && !Closed.Contains(it.Contact), "A contact is begun once.");
        Contacts.Add(it.Contact, new BelievedContact
        {
            Id = it.Contact, Number = ++lastContact, Need = it.Need, PriorityClass = 5, Clock = at, Stage = Stage.Handled, Person = it.Person, WasHandled = true,
        });
    }

    /// <param name="before">When something was last heard; a pause that was over then stays over.</param>
    private void Hear(FloorResumed it, DateTimeOffset before)
    {
        foreach (var contact in Contacts.Values)
        {
            if (contact.Stage is Stage.Queued or Stage.Offered)
            {
                contact.Clock += it.Outage;
                contact.Until += it.Outage;
                contact.Declines = [.. contact.Declines.Where(d => d.Until > before).Select(d => (d.Person, d.Until + it.Outage))];
            }

            if (contact.Parked is { } parked) contact.Parked = (parked.By, parked.Until + it.Outage);
            for (var i = 0; i < contact.WrapUps.Count; i++) contact.WrapUps[i] = contact.WrapUps[i] with { Until = contact.WrapUps[i].Until + it.Outage };
        }
    }

    private void Hear(BelievedContact contact, Event happened, DateTimeOffset at)
    {
        if (BelievedSeconds.Hear(this, contact, happened, at) || BelievedParks.Hear(this, contact, happened, at)) return;
        switch (happened)
        {
            case ContactQueued it:
                Promise.Holds(it.Segment == contact.Segment && it.Service == contact.Need.Service, "A contact is queued for what it asks.");
                (contact.Stage, contact.Due, contact.HasDue, contact.AtFront) = (Stage.Queued, it.Due, true, it.AtFront);
                break;
            case NeedRelaxed it:
                Promise.Holds(it.Step == contact.Step + 1, "Steps are taken one by one.");
                contact.Step = it.Step;
                break;
            case ContactOverflowed it: Overflow(contact, it); break;
            case ContactMoved it:
                (contact.Need, contact.Step) = (it.To, 0);
                contact.Overflowed.Clear();
                break;
            case ContactPrioritised it: contact.PriorityClass = it.PriorityClass; break;
            case ContactStranded it:
                Promise.Holds(contact.IsStranded != it.IsStranded, "Being stranded is told when it changes.");
                contact.IsStranded = it.IsStranded;
                break;
            case ContactOffered it:
                Promise.Holds(it.Offer == contact.Offers + 1, "Offers are counted.");
                (contact.Stage, contact.Person, contact.Offers, contact.Until) = (Stage.Offered, it.Person, it.Offer, it.Until);
                break;
            case OfferDeclined it:
                contact.Declines.RemoveAll(d => d.Person == it.Person);
                contact.Declines.Add((it.Person, at + Centre.DeclinePause));
                break;
            case OfferWithdrawn: (contact.Stage, contact.Person) = (Stage.Queued, null); break;
            case OfferAccepted: (contact.Stage, contact.WasHandled, contact.Declines) = (Stage.Handled, true, []); break;
            case ContactHeld: contact.Stage = Stage.Held; break;
            case ContactResumed: contact.Stage = Stage.Handled; break;
            case ContactTransferred it: contact.Onward = it.To; break;
            case WrapUpBegan it: BeginWrapUp(contact, it, at); break;
            case WrapUpFinished it: EndWrapUp(contact, contact.WrapUps.Where(w => w.Person == it.Person).MinBy(w => w.Segment), at); break;
            case WrapUpExpired it: EndWrapUp(contact, contact.WrapUps.Find(w => w.Person == it.Person && w.Segment == it.Segment), at); break;
            case ContactReturned it: Return(contact, it, at); break;
            case SegmentBegan it: GoOn(contact, it, at); break;
            case ContactLeft or ContactDiscarded or ContactTurnedAway: contact.HasEnded = true; break;
            case ContactMerged it: Merge(contact, it, at); break;
            case ContactClosed it: Close(contact, it); break;
        }
    }

    private static void Overflow(BelievedContact contact, ContactOverflowed it)
    {
        contact.Overflowed.Add(it.From);
        Promise.Holds(it.From == contact.Need.Service && !contact.Overflowed.Contains(it.To), "Overflow leads nowhere twice.");
        Promise.Holds(contact.Overflowed.Count <= Floor.MostOverflows, "Overflow comes to an end.");
        (contact.Need, contact.Step) = (contact.Need with { Service = it.To }, 0);
    }

    private static void BeginWrapUp(BelievedContact contact, WrapUpBegan it, DateTimeOffset at)
    {
        contact.WrapUps.Add(new BelievedWrapUp(it.Person, it.Segment, it.Until, contact.Need.Service, contact.Need.Channel));
        (contact.Stage, contact.Person) = (Stage.WrappingUp, null);
        if (contact.Onward is not { } onward) return;

        (contact.Need, contact.Onward, contact.Clock, contact.Step, contact.Stage) = (onward, null, at, 0, Stage.Arrived);
        contact.Segment++;
        contact.Overflowed.Clear();
    }

    private void EndWrapUp(BelievedContact contact, BelievedWrapUp? wrapUp, DateTimeOffset at)
    {
        Promise.Holds(wrapUp is not null, "Only a wrap-up that has begun can end.");
        contact.WrapUps.Remove(wrapUp!);
        People[wrapUp!.Person].IdleSince = at;
    }

    private void Return(BelievedContact contact, ContactReturned it, DateTimeOffset at)
    {
        Promise.Holds(contact.Person == it.Person && contact.Segment == it.Segment, "Only who handles a contact can lose it.");
        (contact.Stage, contact.Person, contact.Clock, contact.Step) = (Stage.Arrived, null, at, 0);
        if (it.To is { } to) contact.Need = contact.Need with { Channel = to, Person = it.For };
        contact.Segment++;
        contact.Overflowed.Clear();
        People[it.Person].IdleSince = at;
    }

    private static void GoOn(BelievedContact contact, SegmentBegan it, DateTimeOffset at)
    {
        Promise.Holds(contact.Person == it.Person && it.Segment == contact.Segment + 1, "Only who handles a contact goes on with it.");
        (contact.Need, contact.Stage, contact.Clock, contact.Step, contact.Segment) = (contact.Need with { Channel = it.Channel }, Stage.Handled, at, 0, it.Segment);
        contact.Overflowed.Clear();
    }

    private void Merge(BelievedContact contact, ContactMerged it, DateTimeOffset at)
    {
        Promise.Holds(it.Into != contact.Id && Contacts.ContainsKey(it.Into), "A contact is merged into another one that is there.");
        Promise.Holds(contact.Stage == Stage.Queued || (contact.Stage is Stage.Offered or Stage.Handled or Stage.Held && contact.Person == it.By), "Nothing is merged out of somebody else's hands.");
        (contact.HasEnded, contact.IsMerged) = (true, true);
        if (contact.Stage is not (Stage.Handled or Stage.Held)) return;

        (contact.Stage, contact.Person) = (Stage.WrappingUp, null);
        People[it.By].IdleSince = at;
    }

    private void Close(BelievedContact contact, ContactClosed it)
    {
        Promise.Holds(contact.WrapUps.Count == 0 && contact.Person is null, "A contact closes when nobody has it.");
        Promise.Holds(contact.HasEnded || contact.Stage == Stage.WrappingUp, "A contact that waits does not close by itself.");
        Promise.Holds((it.Outcome == ContactOutcome.Merged) == contact.IsMerged, "A contact that was merged says so, and no other does.");
        Promise.Holds(it.Outcome is ContactOutcome.Handled or ContactOutcome.Discarded or ContactOutcome.Merged || !contact.WasHandled, "Who was helped was not lost.");
        Contacts.Remove(contact.Id);
        Closed.Add(contact.Id);
    }
}
