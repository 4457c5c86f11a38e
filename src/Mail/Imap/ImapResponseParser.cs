using System.Globalization;

namespace Isberg.Mail.Imap;

/// <summary>
/// Reads one response (RFC 9051, 9), literals in their places. It is lenient about spaces and unknown words; what
/// cannot be read is an <see cref="ImapException"/> and nothing else.
/// </summary>
internal ref struct ImapResponseParser
{
    /// <summary>Lists within lists.</summary>
    private const int MostDepth = 40;

    private const int MostValues = 20_000;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int streamedAt;
    private int at;
    private int values;

    private ImapResponseParser(ReadOnlySpan<byte> bytes, int streamedAt)
    {
        this.bytes = bytes;
        this.streamedAt = streamedAt;
    }

    /// <param name="streamedAt">Where the braces stand of a literal that is not in its place; −1 when all are.</param>
    public static ImapResponse Parse(ReadOnlySpan<byte> bytes, int streamedAt = -1) => new ImapResponseParser(bytes, streamedAt).Response();

    /// <summary>Such a response ends with words for people, which may look like anything.</summary>
    public static bool EndsWithWords(ReadOnlySpan<byte> line)
    {
        var tag = line.IndexOf((byte)' ');
        if (tag < 0 || line[..tag] is [(byte)'+']) return true;

        var rest = line[(tag + 1)..];
        var end = rest.IndexOf((byte)' ');
        return IsStatus(ImapValue.TextOf(end < 0 ? rest : rest[..end]).ToUpperInvariant());
    }

    public static bool IsSearch(ReadOnlySpan<byte> line) => line.Length >= 9 && ImapValue.Is(line[..9], "* SEARCH ");

    private static bool IsStatus(string name) => name is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";

    private ImapResponse Response()
    {
        var tag = Word();
        if (tag.Length == 0) throw ImapException.Broken("A response has no tag.");
        if (tag == "+") return new ImapResponse(tag, "", 0, null, Rest(), [], []);

        var name = Word();
        var number = 0u;
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            number = Number(name);
            name = Word();
        }

        name = name.ToUpperInvariant();
        if (IsStatus(name)) return new ImapResponse(tag, name, number, Code(), Rest(), [], []);
        if (name == "SEARCH") return new ImapResponse(tag, name, number, null, "", [], Numbers());
        return new ImapResponse(tag, name, number, null, "", Values(end: 0, depth: 0), []);
    }

    private static uint Number(string word) =>
        uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ImapException.Broken("A response has a number that is none.");

    private string Word()
    {
        SkipSpaces();
        var begin = at;
        while (at < bytes.Length && bytes[at] is not ((byte)' ' or (byte)'\r' or (byte)'\n')) at++;
        return ImapValue.TextOf(bytes[begin..at]);
    }

    private string Rest()
    {
        SkipSpaces();
        return ImapValue.TextOf(bytes[at..]).TrimEnd();
    }

    /// <summary>A code that cannot be read is left to the words for people.</summary>
    private ImapCode? Code()
    {
        SkipSpaces();
        if (at >= bytes.Length || bytes[at] != '[') return null;

        var begin = at++;
        try
        {
            var found = Values(end: (byte)']', depth: 0);
            if (found is [{ Kind: ImapValueKind.Atom } name, ..]) return new ImapCode(name.Text.ToUpperInvariant(), [.. found.Skip(1)]);
        }
        catch (ImapException) when (values < MostValues)
        {
        }

        at = begin;
        return null;
    }

    /// <summary>Some servers add what is no number at the end; it is passed over.</summary>
    private List<uint> Numbers()
    {
        var found = new List<uint>();
        while (true)
        {
            SkipSpaces();
            var begin = at;
            while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9') at++;
            if (begin == at) return found;
            found.Add(uint.TryParse(bytes[begin..at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ImapException.Broken("A found number is none."));
        }
    }

    /// <summary>Values up to the one that ends them; 0 stands for the response's end.</summary>
    private List<ImapValue> Values(byte end, int depth)
    {
        if (depth > MostDepth) throw ImapException.Broken("Lists lie too deep in a response.");

        var found = new List<ImapValue>();
        while (true)
        {
            SkipSpaces();
            if (at >= bytes.Length) return end == 0 ? found : throw ImapException.Broken("A list in a response has no end.");
            if (end != 0 && bytes[at] == end)
            {
                at++;
                return found;
            }

            if (++values > MostValues) throw ImapException.Broken("A response has too many values.");
            found.Add(Value(end, depth));
        }
    }

    private ImapValue Value(byte end, int depth)
    {
        switch (bytes[at])
        {
            case (byte)'(':
                at++;
                return ImapValue.List(Values((byte)')', depth + 1));
            case (byte)'"': return Quoted();
            case (byte)'{': return Literal();
            case (byte)'~' when at + 1 < bytes.Length && bytes[at + 1] == '{':
                at++;
                return Literal();
            case (byte)')': throw ImapException.Broken("A list in a response ends that never began.");
            default: return Atom(end);
        }
    }

    private ImapValue Quoted()
    {
        var text = new List<byte>();
        for (at++; at < bytes.Length; at++)
        {
            var it = bytes[at];
            if (it == '"')
            {
                at++;
                return ImapValue.Of([.. text]);
            }

            if (it == '\\' && at + 1 < bytes.Length) it = bytes[++at];
            text.Add(it);
        }

        throw ImapException.Broken("A quoted text in a response has no end.");
    }

    private ImapValue Literal()
    {
        var isStreamed = at == streamedAt;
        var close = bytes[at..].IndexOf((byte)'}');
        var line = bytes[at..].IndexOf((byte)'\n');
        if (close < 0 || line < close) throw ImapException.Broken("A literal's length is cut off.");

        var digits = bytes[(at + 1)..(at + close)].TrimEnd((byte)'+');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && !isStreamed) throw ImapException.Broken("A literal's length is no number.");
        at += line + 1;
        if (isStreamed) return ImapValue.Streamed;
        if (length > bytes.Length - at) throw ImapException.Broken("A literal is cut off.");

        at += length;
        return ImapValue.Of(bytes[(at - length)..at].ToArray());
    }

    /// <summary>A section in brackets belongs to the word, spaces and parentheses included: BODY[HEADER.FIELDS (References)].</summary>
    private ImapValue Atom(byte end)
    {
        var begin = at;
        var open = 0;
        for (; at < bytes.Length; at++)
        {
            var it = bytes[at];
            if (it == '[') open++;
            else if (it == ']' && open > 0) open--;
            else if (open == 0 && (it is (byte)' ' or (byte)'(' or (byte)')' or (byte)'"' or (byte)'\r' or (byte)'\n' || it == end)) break;
        }

        if (at == begin) at++; // whatever it is, it does not hold us up
        return ImapValue.Atom(bytes[begin..at]);
    }

    private void SkipSpaces()
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
    }
}
