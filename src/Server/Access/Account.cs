using Microsoft.AspNetCore.Identity;

namespace Isberg.Access;

/// <summary>What a person signs in with, and which roles that gives him.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public CentreId Centre { get; set; }

    public PersonId Person { get; set; }

    /// <summary>Names of roles; see <see cref="Role"/>.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>The commissioners whose data he may see; null: all of the centre's.</summary>
    public IReadOnlyList<Guid>? Commissioners { get; set; }
}
