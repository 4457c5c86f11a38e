namespace Isberg.People;

/// <summary>A person in a list: names are compared and searched here, because databases differ in what they take for the same letter.</summary>
internal sealed record ListedPerson(PersonId Id, string Name, string Email)
{
    /// <summary>Where a page of the list ended.</summary>
    public sealed record Place(string Name, string Email);

    private static readonly IComparer<ListedPerson> ByName = Comparer<ListedPerson>.Create((one, other) =>
        string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) is not 0 and var order ? order : string.CompareOrdinal(one.Email, other.Email));

    public Place At => new(Name, Email);

    /// <summary>One page, and one person more when there are further ones.</summary>
    public static List<ListedPerson> Page(IEnumerable<ListedPerson> all, string? search, Place? after, int size) =>
        [.. all.Where(it => it.Has(search?.Trim() ?? "")).Order(ByName)
            .SkipWhile(it => after is not null && ByName.Compare(it, new ListedPerson(default, after.Name, after.Email)) <= 0).Take(size + 1)];

    private bool Has(string part) => Name.Contains(part, StringComparison.OrdinalIgnoreCase) || Email.Contains(part, StringComparison.OrdinalIgnoreCase);
}
