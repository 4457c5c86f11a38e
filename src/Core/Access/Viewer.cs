namespace Isberg.Access;

/// <summary>Who looks: decides once what of the centre's data is there at all for him.</summary>
/// <param name="Person">Null when another system looks, with an API key.</param>
/// <param name="Commissioners">The commissioners whose data he may see; null: all of the centre's.</param>
/// <param name="Key">The API key that he looks with; null for people.</param>
public sealed record Viewer(
    CentreId Centre, PersonId? Person, IReadOnlySet<string> Permissions, IReadOnlySet<CommissionerId>? Commissioners = null, ApiKeyId? Key = null)
{
    public bool May(string permission) => Permissions.Contains(permission);
}
