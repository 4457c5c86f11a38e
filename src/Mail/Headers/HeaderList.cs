using System.Collections;

namespace Isberg.Mail.Headers;

/// <summary>One header as it came: its name, and its value's bytes.</summary>
/// <param name="Raw">Behind the colon, with line ends and folding.</param>
public sealed record Header(string Field, ReadOnlyMemory<byte> Raw)
{
    private string? value;

    /// <summary>For people: unfolded, with encoded words decoded.</summary>
    public string Value => value ??= HeaderText.Decode(Raw.Span);

    /// <summary>For programs: unfolded, with encoded words as they stand.</summary>
    public string Text => HeaderText.Unfold(Raw.Span);
}

/// <summary>The headers of a part in the order in which they came.</summary>
public sealed class HeaderList(IReadOnlyList<Header> headers) : IReadOnlyList<Header>
{
    public int Count => headers.Count;

    public Header this[int index] => headers[index];

    /// <summary>The value of the first header of that name, for people; null when there is none.</summary>
    public string? this[string field] => Find(field)?.Value;

    public Header? Find(string field)
    {
        foreach (var it in headers)
            if (it.Field.Equals(field, StringComparison.OrdinalIgnoreCase)) return it;
        return null;
    }

    public IEnumerable<Header> All(string field) => headers.Where(it => it.Field.Equals(field, StringComparison.OrdinalIgnoreCase));

    public bool Contains(string field) => Find(field) is not null;

    public IEnumerator<Header> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
