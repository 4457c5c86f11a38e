namespace Isberg.Access;

/// <summary>What a person's account lets him do, as an administrator sets it.</summary>
/// <param name="Roles">Names of roles.</param>
/// <param name="Commissioners">Those whose data he may see; null: all of the centre's.</param>
public sealed record Rights(IReadOnlyList<string> Roles, IReadOnlyList<Guid>? Commissioners)
{
    public const int MostCommissioners = 500;

    public static readonly Refusal UnknownRole = new("role.invalid", $"There is no such role. The roles are: {string.Join(", ", Role.Permissions.Keys)}.");
    public static readonly Refusal LimitedAdministrator = new("account.limited", "Who administers access sees the whole centre: leave the commissioners empty, or give another role.");
    public static readonly Refusal UnknownCommissioner = new("commissioner.invalid", "There is no such commissioner in this centre.");

    /// <summary>Why these rights cannot be given; null: they can.</summary>
    public Refusal? Flaw(IReadOnlySet<Guid> known)
    {
        if (Roles.Any(it => !Role.Permissions.ContainsKey(it))) return UnknownRole;
        if (Commissioners is null) return null;
        if (Roles.Any(it => Role.Permissions[it].Contains(Permission.AccessWrite))) return LimitedAdministrator;
        return Commissioners.Count > MostCommissioners || Commissioners.Any(it => !known.Contains(it)) ? UnknownCommissioner : null;
    }
}
