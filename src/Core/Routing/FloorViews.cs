using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>A contact as it stands on the floor now.</summary>
/// <param name="Stage">Of the segment that leads; <see cref="Stage.WrappingUp"/> when only wrap-ups are left.</param>
/// <param name="Person">Who is offered it or handles it.</param>
/// <param name="WrappingUp">Those who still wrap up an earlier or the last segment.</param>
public sealed record ContactOnFloor(
    ContactId Contact, Need Need, CustomerId? Customer, Stage Stage, int Segment, int PriorityClass,
    DateTimeOffset ArrivedAt, DateTimeOffset Due, DateTimeOffset StageSince, int Step, PersonId? Person, int Offer,
    DateTimeOffset? OfferUntil, bool IsStranded, IReadOnlyList<WrapUpOnFloor> WrappingUp)
{
    /// <summary>The colleague who is asked about a call.</summary>
    public SecondOnFloor? Consult { get; init; }

    /// <summary>The supervisor at a call.</summary>
    public SecondOnFloor? Supervision { get; init; }

    /// <summary>Where it is parked; then nobody handles it.</summary>
    public ParkedOnFloor? Parked { get; init; }

    /// <summary>Whoever handles it is told that a supervisor is at it.</summary>
    public bool IsSupervisionTold { get; init; }
}

public readonly record struct WrapUpOnFloor(PersonId Person, int Segment, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>A person as he stands on the floor now.</summary>
/// <param name="IdleSince">When he last became free: signed in, ready, or done with a contact.</param>
public sealed record PersonOnFloor(
    PersonId Person, Presence Presence, PresenceReasonId? Reason, DateTimeOffset PresenceSince, DateTimeOffset IdleSince,
    ContactId? Offered, IReadOnlyList<ContactId> Handling, IReadOnlyList<ContactId> WrappingUp)
{
    /// <summary>The call at which he is the second person.</summary>
    public ContactId? Beside { get; init; }
}

/// <summary>How a service's channel stands now.</summary>
/// <param name="Able">Signed-in people who may take it at some step.</param>
/// <param name="Free">Of them, those who could be offered one now.</param>
public sealed record QueueOnFloor(
    ServiceId Service, Channel Channel, bool IsOpen, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int Waiting, DateTimeOffset? LongestSince,
    DateTimeOffset? NextDue, int Able, int Free, bool IsUnattended);

/// <summary>Why a waiting contact is, or is not, offered to each person (computed on demand).</summary>
public sealed record Explanation(ContactId Contact, Need NeedNow, int Step, DateTimeOffset Due, int AheadOfIt, IReadOnlyList<PersonVerdict> People);

/// <summary>What speaks for or against one person for one contact.</summary>
/// <param name="Rank">His rank for the service; null when he is not assigned to it.</param>
/// <param name="Score">The figure that the service's choice compares (idle seconds, load share, level sum, label score).</param>
/// <param name="TakesFirst">The contact that he would take before this one.</param>
public sealed record PersonVerdict(PersonId Person, Verdict Verdict, int? Rank, double? Score, ContactId? TakesFirst);

public enum Verdict
{
    Chosen, AnotherFitsBetter, TakesAnotherFirst, Busy, Conflict, NotReady, NotAnswering, SignedOut, NotAssigned, WrongChannel,
    JoinsLater, LacksSkill, LacksLanguage, NotTheNamedPerson, DeclinedRecently, BeginnerAlone,
}
