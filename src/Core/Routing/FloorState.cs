using System.Diagnostics;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Everything that stands on the floor, with its indexes. It changes by applying events and in no other way.</summary>
internal sealed partial class FloorState
{
    public const int Classes = 4;
    public const int ChannelCount = (int)Channels.Last + 1;

    public readonly Slots<ContactState> Contacts = new();
    public readonly Slots<WrapUpState> WrapUps = new();
    public readonly List<PersonState?> People = [];
    public readonly List<QueueState> Queues = [];
    public readonly Dictionary<ServiceId, ServiceState> Services = [];
    public readonly Marks Marks = new();
    public readonly RecentlyClosed Closed = new();

    private readonly SlotIndex contactsById;
    private readonly Dictionary<PersonId, PersonState> peopleById = [];

    /// <summary>Who was looked up last: an input, and what follows from it, is mostly about one contact and one person.</summary>
    private int slotAtHand = ContactState.NoOne;

    private PersonState? personAtHand;

    /// <summary>The time of the last event.</summary>
    public Moment At { get; private set; }

    /// <summary>The time up to which deadlines have been seen to; never before <see cref="At"/>.</summary>
    public Moment Now { get; set; }

    public CentreRule Centre { get; private set; } = new();

    public long LastContactNumber { get; private set; }

    public long LastPersonNumber { get; private set; }

    public long LastServiceNumber { get; private set; }

    public int SlotOf(ContactId contact)
    {
        if (slotAtHand != ContactState.NoOne && Contacts[slotAtHand].Id == contact) return slotAtHand;
        return slotAtHand = contactsById.Find(contact);
    }

    public PersonState? Person(PersonId person)
    {
        if (personAtHand is { } known && known.Id == person) return known;
        return personAtHand = peopleById.GetValueOrDefault(person);
    }

    /// <summary>What follows is about this contact: it need not be looked up.</summary>
    public void TakeAtHand(int slot) => slotAtHand = slot;

    /// <summary>What follows is about this person: he need not be looked up.</summary>
    public PersonState TakeAtHand(PersonState person) => personAtHand = person;

    /// <summary>Who is offered a contact, or handles it.</summary>
    public PersonState PersonOf(in ContactState contact) => TakeAtHand(People[contact.Person]!);

    public int PeopleCount => peopleById.Count;

    public QueueState? Queue(ServiceId service, Channel channel) =>
        QueueEvenGone(service, channel) is { Rule: not null } queue ? queue : null;

    /// <summary>Where a contact's need leads; null when there is no such queue now.</summary>
    public QueueState? QueueOf(ref ContactState contact)
    {
        contact.Queue ??= QueueEvenGone(contact.Need.Service, contact.Need.Channel);
        return contact.Queue is { Rule: not null } queue ? queue : null;
    }

    /// <summary>Where the contact that is wrapped up was; null when there is no such queue now.</summary>
    public QueueState? QueueOf(ref WrapUpState wrapUp)
    {
        wrapUp.Queue ??= QueueEvenGone(wrapUp.Need.Service, wrapUp.Need.Channel);
        return wrapUp.Queue is { Rule: not null } queue ? queue : null;
    }

    private QueueState? QueueEvenGone(ServiceId service, Channel channel) =>
        Services.TryGetValue(service, out var found) ? found.Queues[(int)channel] : null;

    public void Apply(Event happened, Moment at)
    {
        var before = At;
        At = Moment.Later(At, at);
        Now = Moment.Later(Now, At);
        switch (happened)
        {
            case ContactArrived it: Arrive(it); break;
            case ContactBegun it: Begin(it); break;
            case ContactQueued it: Enqueue(it); break;
            case ContactOffered it: Offer(it); break;
            case OfferAccepted it: Accept(it); break;
            case ConversationEnded: break;
            case WrapUpBegan it: BeginWrapUp(it); break;
            case WrapUpFinished it: EndWrapUp(it.Contact, it.Person, null); break;
            case WrapUpExpired it: EndWrapUp(it.Contact, it.Person, it.Segment); break;
            case ContactClosed it: Close(it.Contact); break;
            case OfferWithdrawn it: Withdraw(it); break;
            case OfferDeclined it: Decline(it); break;
            case PresenceChosen it: ChangePresence(it.Person, it.Presence, it.Reason); break;
            case PresenceChanged it: ChangePresence(it.Person, it.Presence, null); break;
            case PersonSignedIn it: ChangePresence(it.Person, Presence.NotReady, null); break;
            case PersonSignedOut it: ChangePresence(it.Person, Presence.SignedOut, null); break;
            case ContactLeft it: Leave(it); break;
            case ContactTransferred it: Contact(it.Contact).Onward = it.To; break;
            case ContactReturned it: Return(it); break;
            case SegmentBegan it: GoOn(it); break;
            case NeedRelaxed it: Relax(it); break;
            case ContactOverflowed it: Overflow(it); break;
            case ContactTurnedAway it: TurnAway(it); break;
            case ContactStranded it: Strand(it); break;
            case ContactHeld it: Move(ref Contact(it.Contact), Step.Hold); break;
            case ContactResumed it: Move(ref Contact(it.Contact), Step.Resume); break;
            case ContactMoved it: MoveElsewhere(it); break;
            case ContactPrioritised it: Prioritise(it); break;
            case ContactDiscarded it: Discard(it); break;
            case ContactMerged it: Merge(it); break;
            case ServiceUnattended it: MarkUnattended(it); break;
            case PersonChanged it: Change(it.Rule); break;
            case PersonRemoved it: Remove(it.Person); break;
            case ServiceChanged it: Change(it.Service); break;
            case ServiceRemoved it: Remove(it.Service); break;
            case CentreChanged it: Change(it.Rule); break;
            case FloorResumed it: Shift(it, before); break;
            case ConsultAsked it: Ask(it); break;
            case ConsultAnswered it: GoOn(it.Contact, SecondWay.Consulted); break;
            case ConsultJoined it: GoOn(it.Contact, SecondWay.Joined); break;
            case ConsultLeft it: ReleaseSecond(it.Contact, it.Person); break;
            case SupervisionBegan it: Supervise(it); break;
            case SupervisionEnded it: ReleaseSecond(it.Contact, it.Person); break;
            case SecondReleased it: ReleaseSecond(it.Contact, it.Person); break;
            case ContactTakenOver it: Contact(it.Contact).Onward = Contact(it.Contact).Need with { Person = null }; break;
            case ContactHandedOver it: HandOver(it); break;
            case ContactParked it: Park(it); break;
            case ContactPickedUp it: PickUp(it); break;
            case TimePassed or ScreenLost or PhoneLost or ChannelChanged or Note: break;
            default: throw new UnreachableException($"The floor does not know {happened.GetType().Name}.");
        }
    }

    private ref ContactState Contact(ContactId contact) => ref Contacts[SlotOf(contact)];

    private void Move(ref ContactState contact, Step step)
    {
        contact.Stage = Journey.After(contact.Stage, step)
            ?? throw new UnreachableException($"No {step} from {contact.Stage}.");
        contact.StageSince = At;
    }
}
