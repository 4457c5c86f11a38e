using Isberg.Services;
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

    public IReadOnlyList<PersonSkill> Skills { get; set; } = [];

    public IReadOnlyList<Language> Languages { get; set; } = [];

    public Capacity Capacity { get; set; } = Capacity.Usual;

    /// <summary>The roles that he may choose himself; a supervisor may set any.</summary>
    public IReadOnlyList<RoutingRoleId> MayTake { get; set; } = [];

    /// <summary>The role that says which services he answers now. Null: none.</summary>
    public RoutingRoleId? Role { get; set; }

    /// <summary>What the floor was told last; follows from the rest.</summary>
    public required PersonRule Rule { get; set; }

    /// <summary>No longer on the staff; history still refers to him.</summary>
    public bool IsArchived { get; set; }

    /// <summary>What the floor was told last, as a hash.</summary>
    public string? Told { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A skill that a person has.</summary>
/// <param name="Level">1 (beginner) to 5 (expert).</param>
/// <param name="Evidence">What proves it: a course, a test, who said so (cap 61).</param>
/// <param name="Expires">The last day on which it counts. Null: for good.</param>
public sealed record PersonSkill(SkillId Skill, int Level, string? Evidence = null, DateOnly? Expires = null);

/// <summary>A person's presence as lists read it; a projection of the ledger.</summary>
public sealed class PresenceRow : IOfCentre
{
    public CentreId Centre { get; init; }

    public PersonId Person { get; init; }

    public Presence Presence { get; set; }

    public PresenceReasonId? Reason { get; set; }

    public DateTimeOffset Since { get; set; }
}

/// <summary>A competence that needs ask for.</summary>
public sealed class Skill : IOfCentre
{
    public SkillId Id { get; init; }

    public CentreId Centre { get; init; }

    public required Texts Name { get; set; }

    /// <summary>What somebody must be able to do at which level.</summary>
    public Texts Description { get; set; } = Texts.Of();

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A reason for not being ready.</summary>
public sealed class PresenceReason : IOfCentre
{
    public PresenceReasonId Id { get; init; }

    public CentreId Centre { get; init; }

    public required Texts Name { get; set; }

    /// <summary>The time counts as work (training, a meeting), not as a break.</summary>
    public bool IsWork { get; set; }

    /// <summary>Its place in the list, ascending.</summary>
    public int Place { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A predefined role: which services whoever is in it answers, in which channels and order (cap 70).</summary>
public sealed class RoutingRole : IOfCentre
{
    public RoutingRoleId Id { get; init; }

    public CentreId Centre { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    public IReadOnlyList<RoleService> Services { get; set; } = [];

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>One service in a role.</summary>
/// <param name="Channels">None: all of the service's.</param>
/// <param name="Rank">Lower is taken first; equal ranks compete by due time.</param>
/// <param name="FromStep">The relaxation step from which people in the role join; 0 from the start.</param>
/// <param name="IsBeginner">Offered only while someone who is no beginner is signed in (cap 77).</param>
public sealed record RoleService(ServiceId Service, IReadOnlyList<Channel> Channels, int Rank = 0, int FromStep = 0, bool IsBeginner = false);
