using System.Text;

namespace Isberg.Mail.Headers;

/// <summary>The parameters of a Content-Type or Content-Disposition header (RFC 2045, 5.1; RFC 2231), read forgivingly.</summary>
public sealed class Parameters
{
    /// <summary>The most parameters, pieces of long ones among them.</summary>
    private const int Most = 200;

    public static readonly Parameters None = new([]);

    private readonly Dictionary<string, string> values;

    private Parameters(Dictionary<string, string> values) => this.values = values;

    public string? this[string name] => values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> All => values;

    /// <param name="text">What stands behind the first semicolon.</param>
    public static Parameters Read(ReadOnlySpan<char> text)
    {
        var written = new List<Written>();
        var at = 0;
        while (at < text.Length && written.Count < Most && Next(text, ref at) is { } found) written.Add(found);
        return written.Count == 0 ? None : new Parameters(Join(written));
    }

    /// <param name="Name">Without the marks of RFC 2231.</param>
    /// <param name="Piece">Which piece of a long value; −1: it is whole.</param>
    private sealed record Written(string Name, int Piece, bool IsExtended, string Value);

    private static Written? Next(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is ';' or ',')) at++;
        var begin = at;
        while (at < text.Length && text[at] is not ('=' or ';')) at++;
        var name = text[begin..at].Trim();
        if (at >= text.Length || text[at] == ';') return at >= text.Length ? null : new Written("", -1, false, "");

        at++;
        var value = Value(text, ref at);
        return Named(name.Trim('"').ToString(), value);
    }

    private static string Value(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at < text.Length && text[at] == '"') return Quoted(text, ref at);

        // Blanks in an unquoted name are common; it ends with the semicolon.
        var begin = at;
        while (at < text.Length && text[at] != ';') at++;
        return text[begin..at].Trim().ToString();
    }

    private static string Quoted(ReadOnlySpan<char> text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            // A backslash quotes what must be quoted; in a path of Windows it is itself.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\') at++;
            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return value.ToString();
    }

    private static Written Named(string name, string value)
    {
        var parts = name.Split('*');
        var isExtended = parts.Length > 1 && parts[^1].Length == 0;
        var piece = parts.Length > 1 && int.TryParse(parts[1], out var number) && number is >= 0 and < Most ? number : -1;
        return new Written(parts[0].Trim(), piece, isExtended, value);
    }

    private static Dictionary<string, string> Join(List<Written> written)
    {
        var joined = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pieces in written.Where(it => it.Name.Length > 0).GroupBy(it => it.Name, StringComparer.OrdinalIgnoreCase))
        {
            // An extended value says what it is; a plain one beside it is for old programs.
            var extended = pieces.Where(it => it.Piece >= 0 || it.IsExtended).OrderBy(it => it.Piece).ToList();
            joined[pieces.Key] = extended.Count > 0 ? Extended(extended) : HeaderText.Decode(pieces.First().Value);
        }

        return joined;
    }

    private static string Extended(List<Written> pieces)
    {
        var bytes = new List<byte>();
        string? charset = null;
        for (var at = 0; at < pieces.Count; at++)
        {
            var value = pieces[at].Value;
            if (at == 0 && pieces[at].IsExtended && value.Split('\'', 3) is [var named, _, var rest]) (charset, value) = (named, rest);
            if (pieces[at].IsExtended) Percent(value, bytes);
            else bytes.AddRange(Encoding.UTF8.GetBytes(value));
        }

        return HeaderText.Decode(Charsets.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset));
    }

    private static void Percent(string value, List<byte> bytes)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '%' && at + 2 < value.Length && char.IsAsciiHexDigit(value[at + 1]) && char.IsAsciiHexDigit(value[at + 2]))
            {
                bytes.Add(Convert.ToByte(value.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value, at, 1));
            }
        }
    }
}
