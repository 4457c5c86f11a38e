using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

// The floor as the checkers believe it to be: plain records, no index, told by events alone.

internal sealed class BelievedContact
{
    public required ContactId Id { get; init; }

    public required int Number { get; init; }

    public required Need Need { get; set; }

    public Need? Onward { get; set; }

    public Stage Stage { get; set; }

    public int PriorityClass { get; set; }

    public DateTimeOffset Clock { get; set; }

    public DateTimeOffset Due { get; set; }

    public TimeSpan HeadStart { get; init; }

    public bool HasDue { get; set; }

    public bool AtFront { get; set; }

    public int Segment { get; set; } = 1;

    public int Step { get; set; }

    public int Offers { get; set; }

    public DateTimeOffset Until { get; set; }

    public PersonId? Person { get; set; }

    public (PersonId Person, SecondWay Way)? Consult { get; set; }

    public (PersonId Person, SecondWay Way)? Supervision { get; set; }

    public IEnumerable<PersonId> Seconds => new[] { Consult, Supervision }.OfType<(PersonId Person, SecondWay Way)>().Select(it => it.Person);

    /// <summary>By whom it is parked, and until when.</summary>
    public (PersonId By, DateTimeOffset Until)? Parked { get; set; }

    /// <summary>Who is asked first now that it has been parked too long.</summary>
    public PersonId? AskedFirst { get; set; }

    public bool IsStranded { get; set; }

    public bool WasHandled { get; set; }

    public bool HasEnded { get; set; }

    public bool IsMerged { get; set; }

    public List<(PersonId Person, DateTimeOffset Until)> Declines { get; set; } = [];

    /// <summary>The services that overflow led away from, in this segment.</summary>
    public List<ServiceId> Overflowed { get; } = [];

    public List<BelievedWrapUp> WrapUps { get; } = [];
}

internal sealed record BelievedWrapUp(PersonId Person, int Segment, DateTimeOffset Until, ServiceId Service, Channel Channel);

internal sealed class BelievedPerson
{
    public required int Number { get; init; }

    public required PersonRule Rule { get; set; }

    public Presence Presence { get; set; }

    public DateTimeOffset IdleSince { get; set; }
}
