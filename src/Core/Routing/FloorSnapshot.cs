using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>The floor's whole state as plain data. A reader that meets another format skips it for an older one.</summary>
public sealed record FloorSnapshot(int Format, DateTimeOffset At)
{
    public CentreRule Centre { get; init; } = new();

    public long LastContactNumber { get; init; }

    public long LastPersonNumber { get; init; }

    public long LastServiceNumber { get; init; }

    /// <summary>How many have been told that nobody, or somebody again, can take them, within the span that ends here.</summary>
    public DateTimeOffset TellingUntil { get; init; }

    public int Told { get; init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<ServiceInSnapshot> Services { get; init; } = [];

    /// <summary>By number.</summary>
    public IReadOnlyList<PersonInSnapshot> People { get; init; } = [];

    /// <summary>By arrival number.</summary>
    public IReadOnlyList<ContactInSnapshot> Contacts { get; init; } = [];

    /// <summary>Those that closed last, the oldest first.</summary>
    public IReadOnlyList<ContactId> Closed { get; init; } = [];
}

/// <summary>A service in a snapshot.</summary>
public sealed record ServiceInSnapshot(ServiceRule Rule, long Number, ChannelSet Unattended);

/// <summary>A person in a snapshot; what he handles stands in the order in which he took it.</summary>
public sealed record PersonInSnapshot(
    PersonRule Rule, long Number, Presence Presence, PresenceReasonId? Reason, DateTimeOffset PresenceSince, DateTimeOffset IdleSince,
    IReadOnlyList<ContactId> Handling, IReadOnlyList<WrapUpInSnapshot> WrapUps);

/// <summary>A wrap-up in a snapshot, in the order in which the person's wrap-ups began.</summary>
public readonly record struct WrapUpInSnapshot(
    ContactId Contact, int Segment, DateTimeOffset Since, DateTimeOffset Until, ServiceId Service, Channel Channel);

/// <summary>A contact in a snapshot.</summary>
public sealed record ContactInSnapshot(ContactId Contact, Need Need, long Number, DateTimeOffset ArrivedAt)
{
    public CustomerId? Customer { get; init; }

    public Stage Stage { get; init; }

    public DateTimeOffset StageSince { get; init; }

    public DateTimeOffset Due { get; init; }

    /// <summary>Where its clock for steps, overflow and giving up runs from.</summary>
    public DateTimeOffset Clock { get; init; }

    public int PriorityClass { get; init; }

    public int Segment { get; init; }

    public int Step { get; init; }

    public int Offer { get; init; }

    public DateTimeOffset OfferUntil { get; init; }

    /// <summary>Who is offered it.</summary>
    public PersonId? OfferedTo { get; init; }

    public bool IsAtFront { get; init; }

    public bool IsStranded { get; init; }

    public bool WasHandled { get; init; }

    public ContactOutcome Ending { get; init; }

    public IReadOnlyList<ServiceId> Overflowed { get; init; } = [];

    public IReadOnlyList<DeclineInSnapshot> Declines { get; init; } = [];

    public SecondInSnapshot? Consult { get; init; }

    public SecondInSnapshot? Supervision { get; init; }

    public int LastNumber { get; init; }

    public ParkedInSnapshot? Parked { get; init; }
}

/// <summary>Where a call is parked.</summary>
public sealed record ParkedInSnapshot(int Place, PersonId By, DateTimeOffset Until);

/// <summary>A second person at a call.</summary>
public sealed record SecondInSnapshot(PersonId Person, SecondWay Way, int Number, DateTimeOffset Since);

/// <summary>Who declined, and until when he is left in peace.</summary>
public readonly record struct DeclineInSnapshot(PersonId Person, DateTimeOffset Until);
