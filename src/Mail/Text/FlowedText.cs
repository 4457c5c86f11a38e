using System.Text;

namespace Isberg.Mail.Text;

/// <summary>Text whose lines were broken for the way and are joined again (RFC 3676).</summary>
public static class FlowedText
{
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
        foreach (var raw in text.Split('\n'))
        {
            var depth = 0;
            while (depth < raw.Length && raw[depth] == '>') depth++;
            var line = depth < raw.Length && raw[depth] == ' ' ? raw[(depth + 1)..] : raw[depth..];
            var isSignature = line is "-- ";
            var goesOn = isOpen && depth == openDepth && !isSignature;
            if (!goesOn && joined.Length > 0) joined.Append('\n');
            if (!goesOn && depth > 0) joined.Append('>', depth).Append(line.Length > 0 ? " " : "");
            isOpen = line.EndsWith(' ') && !isSignature;
            openDepth = depth;
            joined.Append(isOpen && dropsBlank ? line[..^1] : line);
        }

        return joined.ToString();
    }
}
