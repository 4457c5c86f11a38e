using Isberg.Storage;
using Microsoft.AspNetCore.Identity;

namespace Isberg.Access;

/// <summary>What a person signs in with, and which roles that gives him.</summary>
public sealed class Account : IdentityUser<Guid>, IOfCentre
{
    public CentreId Centre { get; set; }

    public PersonId Person { get; set; }

    /// <summary>Names of roles; see <see cref="Role"/>.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>The commissioners whose data he may see; null: all of the centre's.</summary>
    public IReadOnlyList<Guid>? Commissioners { get; set; }

    /// <summary>Closed by an administrator.</summary>
    public bool IsLocked { get; set; }

    /// <summary>For If-Match; Identity changes it at every write.</summary>
    public Guid Version => Guid.TryParse(ConcurrencyStamp, out var version) ? version : Guid.Empty;
}

/// <summary>One sign-in of a person, in one browser, until it ends.</summary>
public sealed class SessionRow : IOfCentre
{
    public Guid Id { get; init; }

    public CentreId Centre { get; init; }

    public Guid Account { get; init; }

    public PersonId Person { get; init; }

    /// <summary>SHA-256 of what the cookie holds.</summary>
    public required byte[] Hash { get; init; }

    public SignInWay Way { get; init; }

    /// <summary>What the browser calls itself, so that a person knows his sessions apart.</summary>
    public required string Browser { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A link with which a person sets a password, once.</summary>
public sealed class OneTimeLink : IOfCentre
{
    public Guid Id { get; init; }

    public CentreId Centre { get; init; }

    public Guid Account { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A key with which another system uses the API.</summary>
public sealed class ApiKey : IOfCentre
{
    public ApiKeyId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>Which system has it.</summary>
    public required string Name { get; init; }

    /// <summary>How the key begins, so that people know it when they see it.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key.</summary>
    public required byte[] Hash { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>The commissioners whose data it opens; null: all of the centre's.</summary>
    public IReadOnlyList<Guid>? Commissioners { get; init; }

    public PersonId MadeBy { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Null: in force until it is revoked.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>The organisation's own sign-in service (OpenID Connect), one for a centre.</summary>
public sealed class OpenIdSetup : IOfCentre
{
    public CentreId Centre { get; init; }

    public bool IsOn { get; set; }

    /// <summary>What the button on the sign-in page says, for instance the organisation's name.</summary>
    public required string Name { get; set; }

    /// <summary>Where its description is: issuer/.well-known/openid-configuration.</summary>
    public required string Issuer { get; set; }

    public required string ClientId { get; set; }

    /// <summary>Sealed under the master key.</summary>
    public required string Secret { get; set; }

    /// <summary>The claim that names a person's groups.</summary>
    public required string GroupClaim { get; set; }

    /// <summary>Which groups give which roles. None: roles are given here.</summary>
    public IReadOnlyList<GroupRole> Groups { get; set; } = [];

    /// <summary>Who has no account yet gets one at his first sign-in, if a group gives him a role.</summary>
    public bool Provisions { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A group of the organisation's sign-in service, and the role that it gives.</summary>
public sealed record GroupRole(string Group, string Role);

/// <summary>One key of the framework's data protection, encrypted under the master key.</summary>
public sealed class ProtectionKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
