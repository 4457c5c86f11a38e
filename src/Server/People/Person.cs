using Isberg.Storage;

namespace Isberg.People;

/// <summary>Someone on the staff, as administered.</summary>
public sealed class Person : IOfCentre
{
    public PersonId Id { get; init; }

    public CentreId Centre { get; init; }

    public required string Name { get; set; }

    /// <summary>Sign-in name; one of its kind in the whole installation.</summary>
    public required string Email { get; set; }

    /// <summary>What the floor is told: skills, languages, services, capacity.</summary>
    public required PersonRule Rule { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A person's presence as lists read it; a projection of the ledger.</summary>
public sealed class PresenceRow : IOfCentre
{
    public CentreId Centre { get; init; }

    public PersonId Person { get; init; }

    public Presence Presence { get; set; }

    public PresenceReasonId? Reason { get; set; }

    public DateTimeOffset Since { get; set; }
}
