namespace Isberg.Mail.Imap;

/// <summary>One response of a server.</summary>
/// <param name="Tag">The command's that it ends, "*" or "+".</param>
/// <param name="Name">In capitals: OK, NO, BAD, BYE, PREAUTH, FETCH, EXISTS and so on; empty when the server asks for more.</param>
/// <param name="Number">What stands before the name; nought when nothing does.</param>
/// <param name="Text">For people, or the question's text.</param>
/// <param name="Values">What follows the name where it is not text.</param>
/// <param name="Numbers">What a search has found.</param>
internal sealed record ImapResponse(string Tag, string Name, uint Number, ImapCode? Code, string Text, IReadOnlyList<ImapValue> Values, IReadOnlyList<uint> Numbers)
{
    public bool IsUntagged => Tag == "*";

    public bool AsksForMore => Tag == "+";

    public bool IsOk => Name == "OK";

    /// <summary>The first value of this name in a list of names and values, as FETCH gives them.</summary>
    public static ImapValue? Find(IReadOnlyList<ImapValue> pairs, string name)
    {
        for (var it = 0; it + 1 < pairs.Count; it += 2)
            if (pairs[it].Is(name)) return pairs[it + 1];
        return null;
    }
}

/// <summary>A response's code in brackets.</summary>
internal sealed record ImapCode(string Name, IReadOnlyList<ImapValue> Values)
{
    public uint? Number => Values.Count > 0 ? Values[0].Number : null;
}
