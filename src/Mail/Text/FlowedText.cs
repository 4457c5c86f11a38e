using System.Text;

namespace Isberg.Mail.Text;

/// <summary>Text whose lines were broken for the way and are joined again (RFC 3676).</summary>
public static class FlowedText
{
    private const int Width = 72;
    private const string Signature = "-- ";

    public static string Of(MimePart part)
    {
        var text = part.Text!.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var isFlowed = string.Equals(part.ContentType.Parameters["format"], "flowed", StringComparison.OrdinalIgnoreCase);
        return isFlowed ? Join(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase)) : text;
    }

    /// <param name="dropsBlank">The blank at a flowed line's end was added with the break.</param>
    public static string Join(string text, bool dropsBlank)
    {
        var joined = new StringBuilder(text.Length);
        var (openDepth, isOpen) = (0, false);
        foreach (var (at, raw) in text.Split('\n').Index())
        {
            var depth = 0;
            while (depth < raw.Length && raw[depth] == '>') depth++;
            var line = depth < raw.Length && raw[depth] == ' ' ? raw[(depth + 1)..] : raw[depth..];
            var isSignature = line is Signature;
            var goesOn = isOpen && depth == openDepth && !isSignature;
            if (!goesOn && at > 0) joined.Append('\n');
            if (!goesOn && depth > 0) joined.Append('>', depth).Append(line.Length > 0 ? " " : "");
            isOpen = line.EndsWith(' ') && !isSignature;
            openDepth = depth;
            joined.Append(isOpen && dropsBlank ? line[..^1] : line);
        }

        return joined.ToString();
    }

    /// <summary>Breaks long lines so that <see cref="Join"/> joins them again. Blanks at a line's end are lost: they would mean a break.</summary>
    public static string Break(string text)
    {
        var broken = new StringBuilder(text.Length + (text.Length / 32));
        foreach (var (at, line) in LineEnds.Single(text).Split('\n').Index())
        {
            if (at > 0) broken.Append('\n');
            if (line == Signature) broken.Append(line);
            else Break(line, broken);
        }

        return broken.ToString();
    }

    private static void Break(string line, StringBuilder broken)
    {
        var depth = line.AsSpan().IndexOfAnyExcept('>') is >= 0 and var other ? other : line.Length;
        var rest = line.AsSpan(depth).TrimEnd(' ');
        if (depth > 0 && rest.StartsWith(" ")) rest = rest[1..];
        var isFirst = true;
        do
        {
            var end = EndOfPiece(rest, Width - depth - 1);
            if (!isFirst) broken.Append('\n');
            broken.Append('>', depth);
            if (MustStuff(rest, depth)) broken.Append(' ');
            broken.Append(rest[..end]);
            rest = rest[end..];
            isFirst = false;
        }
        while (!rest.IsEmpty);
    }

    /// <summary>A blank in front keeps a line from meaning something else.</summary>
    private static bool MustStuff(ReadOnlySpan<char> line, int depth) =>
        !line.IsEmpty && (depth > 0 || line[0] is ' ' or '>' || line.StartsWith("From "));

    /// <summary>Behind the last blanks that fit, or behind the first word when it is longer.</summary>
    private static int EndOfPiece(ReadOnlySpan<char> rest, int width)
    {
        if (rest.Length <= width) return rest.Length;

        var end = 0;
        while (end < rest.Length)
        {
            var next = end + NextWord(rest[end..]);
            if (end > 0 && next > width && !(rest[..end] is Signature)) break;
            end = next;
        }

        return end;
    }

    /// <summary>The length of a word with the blanks before and behind it.</summary>
    private static int NextWord(ReadOnlySpan<char> rest)
    {
        var begin = rest.IndexOfAnyExcept(' ');
        if (begin < 0 || rest[begin..].IndexOf(' ') is not (>= 0 and var length)) return rest.Length;

        var end = rest[(begin + length)..].IndexOfAnyExcept(' ');
        return end < 0 ? rest.Length : begin + length + end;
    }
}
