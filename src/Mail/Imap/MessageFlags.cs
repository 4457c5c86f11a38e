namespace Isberg.Mail.Imap;

/// <summary>What a mailbox says about a message for everybody who reads it.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,

    /// <summary>No other session has been told of it yet; it cannot be set.</summary>
    Recent = 32,
}

/// <summary>Flags as IMAP writes them.</summary>
internal static class FlagNames
{
    private static readonly MessageFlags[] Known = [MessageFlags.Seen, MessageFlags.Answered, MessageFlags.Flagged, MessageFlags.Deleted, MessageFlags.Draft, MessageFlags.Recent];

    /// <exception cref="ArgumentException">A keyword holds what no keyword may.</exception>
    public static string Write(MessageFlags flags, IEnumerable<string> keywords)
    {
        var names = Known.Where(it => it != MessageFlags.Recent && flags.HasFlag(it)).Select(it => $"\\{it}").Concat(keywords.Select(Keyword));
        return $"({string.Join(' ', names)})";
    }

    public static (MessageFlags Flags, IReadOnlyList<string> Keywords) Read(IReadOnlyList<ImapValue> names)
    {
        var flags = MessageFlags.None;
        var keywords = new List<string>();
        foreach (var it in names.Select(it => it.Text).Where(it => it.Length > 0))
        {
            if (it[0] != '\\') keywords.Add(it);
            else flags |= Known.FirstOrDefault(known => it.AsSpan(1).Equals(known.ToString(), StringComparison.OrdinalIgnoreCase));
        }

        return (flags, keywords);
    }

    private static string Keyword(string name) => name.Length > 0 && name.All(it => it is > ' ' and <= '~' and not ('(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']'))
        ? name
        : throw new ArgumentException("A keyword is one word of plain letters.", nameof(name));
}
