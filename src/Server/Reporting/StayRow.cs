using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Reporting;

/// <summary>A contact's stay with a service, as stored; rebuilt from the ledger at any time.</summary>
public sealed class StayRow : IOfCommissioner
{
    public ContactId Contact { get; init; }

    public int Number { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ServiceId Service { get; init; }

    public Channel Channel { get; init; }

    public Origin Origin { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    public DateTimeOffset ClockFrom { get; init; }

    public TimeSpan HeadStart { get; init; }

    public int Segment { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public Ending Ending { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public PersonId? Person { get; init; }

    public Handling Handling { get; init; }

    public DateTimeOffset? ConversationEndedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public TimeSpan Held { get; init; }

    public DateTimeOffset? HeldSince { get; init; }

    public TimeSpan Work { get; init; }

    public Result Result { get; init; }

    public IReadOnlyList<ReasonId> Reasons { get; init; } = [];

    public bool IsOpen { get; init; }

    public static StayRow Of(CentreId centre, CommissionerId commissioner, Stay stay) => new()
    {
        Contact = stay.Contact, Number = stay.Number, Centre = centre, Commissioner = commissioner,
        Service = stay.Service, Channel = stay.Channel, Origin = stay.Origin,
        EnteredAt = stay.EnteredAt, ClockFrom = stay.ClockFrom, HeadStart = stay.HeadStart,
        Segment = stay.Segment, PromisedAt = stay.PromisedAt, Ending = stay.Ending, EndedAt = stay.EndedAt,
        Person = stay.Person, Handling = stay.Handling, ConversationEndedAt = stay.ConversationEndedAt, FinishedAt = stay.FinishedAt,
        Held = stay.Held, HeldSince = stay.HeldSince, Work = stay.Work, Result = stay.Result, Reasons = stay.Reasons, IsOpen = stay.IsOpen,
    };

    public Stay ToStay() => new()
    {
        Contact = Contact, Number = Number, Service = Service, Channel = Channel, Origin = Origin,
        EnteredAt = EnteredAt, ClockFrom = ClockFrom, HeadStart = HeadStart, Segment = Segment, PromisedAt = PromisedAt,
        Ending = Ending, EndedAt = EndedAt, Person = Person, Handling = Handling,
        ConversationEndedAt = ConversationEndedAt, FinishedAt = FinishedAt, Held = Held, HeldSince = HeldSince,
        Work = Work, Result = Result, Reasons = Reasons,
    };
}

/// <summary>How much of a quarter-hour a person spent on one thing, as stored.</summary>
public sealed class PersonTimeRow : IOfCentre
{
    /// <summary>Stands for "no reason given", because a key knows no null.</summary>
    public static readonly PresenceReasonId NoReason = new(Guid.Empty);

    public CentreId Centre { get; init; }

    public PersonId Person { get; init; }

    public DateTimeOffset Quarter { get; init; }

    public Doing Doing { get; init; }

    public PresenceReasonId Reason { get; init; }

    public TimeSpan Time { get; init; }

    public static PersonTimeRow Of(CentreId centre, TimeKey key, TimeSpan time) => new()
    {
        Centre = centre, Person = key.Person, Quarter = key.Quarter.Start, Doing = key.Doing, Reason = key.Reason ?? NoReason, Time = time,
    };

    public PresenceReasonId? GivenReason => Reason == NoReason ? null : Reason;
}

/// <summary>What a person does now, as far as the figures have read the ledger.</summary>
public sealed class PersonNowRow : IOfCentre
{
    public CentreId Centre { get; init; }

    public PersonId Person { get; init; }

    public People.Presence Presence { get; init; }

    public PresenceReasonId? Reason { get; init; }

    public Doing Doing { get; init; }

    public DateTimeOffset Since { get; init; }

    public static PersonNowRow Of(CentreId centre, PersonNow now) => new()
    {
        Centre = centre, Person = now.Person, Presence = now.Presence, Reason = now.Reason, Doing = now.Doing, Since = now.Since,
    };

    public PersonNow ToNow() => new(Person, Presence, Reason, Doing, Since);
}
