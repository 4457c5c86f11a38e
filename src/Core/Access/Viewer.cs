namespace Isberg.Access;

/// <summary>Who looks: decides once what of the centre's data is there at all for him.</summary>
/// <param name="Commissioners">The commissioners whose data he may see; null: all of the centre's.</param>
public sealed record Viewer(
    CentreId Centre, PersonId? Person, IReadOnlySet<string> Permissions, IReadOnlySet<CommissionerId>? Commissioners = null)
{
    public bool May(string permission) => Permissions.Contains(permission);
}
