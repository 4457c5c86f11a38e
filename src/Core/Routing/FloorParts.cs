using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

// The parts of the floor's state. They are plain fields, changed by FloorState alone.

/// <summary>A contact on the floor.</summary>
internal struct ContactState
{
    public const int NoOne = -1;

    private Need need;
    private ContactExtras? extras;

    /// <summary>Where its need leads, once that has been asked.</summary>
    public QueueState? Queue;

    /// <summary>What it waits for; null unless it stands in a queue or is offered.</summary>
    public NeedSignature? Signature;

    public long Number;
    public int Segment, Step, Offer, FirstWrapUp, Person;
    public Stage Stage;
    public ContactOutcome Ending;
    public byte PriorityClass;
    public bool HasDue, AtFront, IsStranded, WasHandled;

    /// <summary>It stands in its signature's heap.</summary>
    public bool IsPlaced;

    public ContactId Id;
    public Moment Due, Clock, StageSince, OfferUntil;

    // What is looked at rarely lies last, away from the rest.
    public Moment ArrivedAt;
    public TimeSpan HeadStart;
    public CustomerId? Customer;

    public Need Need
    {
        readonly get => need;
        set => (need, Queue, Class) = (value, null, value.Channel.Class());
    }

    public ChannelClass Class { get; private set; }

    public readonly bool IsWaiting => Stage is Stage.Arrived or Stage.Queued;

    /// <summary>Where it goes on to when the running conversation's wrap-up begins.</summary>
    public Need? Onward
    {
        readonly get => extras?.Onward;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Onward = value;
        }
    }

    public List<ServiceId>? Overflowed
    {
        readonly get => extras?.Overflowed;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Overflowed = value;
        }
    }

    public List<Decline>? Declines
    {
        readonly get => extras?.Declines;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Declines = value;
        }
    }

    /// <summary>The colleague who is asked.</summary>
    public SecondState? Consult
    {
        readonly get => extras?.Consult;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Consult = value;
        }
    }

    /// <summary>The supervisor who is at it.</summary>
    public SecondState? Supervision
    {
        readonly get => extras?.Supervision;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Supervision = value;
        }
    }

    /// <summary>Where it is parked.</summary>
    public ParkedState? Parked
    {
        readonly get => extras?.Parked;
        set
        {
            if (extras is not null || value is not null) (extras ??= new ContactExtras()).Parked = value;
        }
    }

    /// <summary>Under which the last second person came to it.</summary>
    public int LastNumber
    {
        readonly get => extras?.LastNumber ?? 0;
        set
        {
            if (extras is not null || value != 0) (extras ??= new ContactExtras()).LastNumber = value;
        }
    }

    /// <summary>Offers and second persons are counted together: no number means two of them.</summary>
    public readonly int NextNumber => Math.Max(Offer, LastNumber) + 1;

    /// <summary>When overflow is tried again, after a try that found its target shut. Not remembered over a restart.</summary>
    public Moment OverflowAgain
    {
        readonly get => extras?.OverflowAgain ?? default;
        set
        {
            if (extras is not null || value != default) (extras ??= new ContactExtras()).OverflowAgain = value;
        }
    }
}

/// <summary>What few contacts have.</summary>
internal sealed class ContactExtras
{
    public Need? Onward;
    public List<ServiceId>? Overflowed;
    public List<Decline>? Declines;
    public Moment OverflowAgain;
    public SecondState? Consult, Supervision;
    public ParkedState? Parked;
    public int LastNumber;
}

/// <summary>Who declined a contact, and until when he is left in peace.</summary>
internal readonly record struct Decline(PersonId Person, Moment Until);

/// <summary>One person's wrap-up after one segment.</summary>
internal struct WrapUpState
{
    public int Contact, Segment, NextOfContact;
    public PersonState Person;
    public Moment Since, Until;
    public Need Need;
    public ChannelClass Class;

    /// <summary>Where the need leads, once that has been asked.</summary>
    public QueueState? Queue;
}

/// <summary>A person on the floor.</summary>
internal sealed class PersonState(PersonId id, long number, int slot)
{
    public readonly PersonId Id = id;
    public readonly long Number = number;
    public readonly int Slot = slot;
    public ShortList Handling, WrapUps;

    /// <summary>Contacts in hand per channel class: handled and wrapped up.</summary>
    public PerClass Load;

    /// <summary>The load under which he stands among the free of each class.</summary>
    public PerClass FreeLoad;

    public Capacity Capacity;
    public StaffSignature Signature = null!;
    public Presence Presence;
    public PresenceReasonId? Reason;
    public Moment PresenceSince, IdleSince;
    public int Offered = ContactState.NoOne;

    /// <summary>The call at which he is the second person.</summary>
    public int Beside = ContactState.NoOne;

    /// <summary>The channel classes that he is free for, as bits.</summary>
    public int FreeFor;

    /// <summary>The classes among whose free he is seated, and by which key; brought up to date before the seats are looked at.</summary>
    public int SeatedFor;

    public HeapKey SeatedBy;

    public bool IsStale;

    public bool IsRemoved;

    public PersonRule Rule
    {
        get;
        set => (field, Capacity) = (value, value.Capacity);
    } = null!;

    public bool IsSignedIn => Presence != Presence.SignedOut;

    public HeapKey IdleKey => new((ulong)IdleSince.Ticks, (ulong)Number);

    public bool IsFreeFor(ChannelClass channels) => (FreeFor & (1 << (int)channels)) != 0;
}

/// <summary>A service on the floor; a placeholder while people are assigned to one that is not there yet.</summary>
internal sealed class ServiceState(ServiceId id)
{
    public readonly ServiceId Id = id;
    public readonly QueueState?[] Queues = new QueueState?[FloorState.ChannelCount];
    public readonly List<StaffSignature> Staff = [];
    public ServiceRule? Rule;
    public long Number;

    /// <summary>The channels in which somebody waits who has not asked for a named person, and who stands first there.</summary>
    public ChannelSet Waiting;

    public readonly Head[] Heads = new Head[FloorState.ChannelCount];

    /// <summary>Signatures with somebody signed in who is no beginner here.</summary>
    public int Experts;
}

/// <summary>The contact that stands first in a queue, its place among all who wait, and its need.</summary>
internal readonly record struct Head(HeapKey Key, int Slot, NeedSignature Need);

/// <summary>A service's queue in one channel.</summary>
internal sealed class QueueState(ServiceState service, Channel channel, int slot)
{
    public readonly ServiceState Service = service;
    public readonly Channel Channel = channel;
    public readonly ChannelClass Class = channel.Class();
    public readonly int Slot = slot;

    /// <summary>All needs that exist here, but for those that merely leave somebody out.</summary>
    public readonly List<NeedSignature> Needs = [];

    /// <summary>Needs with somebody waiting, nobody named.</summary>
    public readonly ActiveNeeds Active = new();

    public readonly OpenHours Hours = new();
    public ChannelRule? Rule;
    public bool IsNewestFirst;
    public int Waiting;

    /// <summary>Signatures with somebody signed in who answers here.</summary>
    public int Experts, Beginners;

    public bool IsUnattended;

    public bool IsAttended => Experts > 0 || (Beginners > 0 && Service.Experts > 0);
}
