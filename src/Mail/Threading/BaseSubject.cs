using System.Collections.Frozen;
using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail.Threading;

/// <summary>What a subject says when the marks of answers and forwards, and the tags of lists and gateways, are taken away (RFC 5256, 2.1, with the marks that Nordic and other programs write).</summary>
/// <param name="ReplyDepth">How many answers and forwards the marks count.</param>
public readonly record struct BaseSubject(string Text, int ReplyDepth)
{
    private const int Longest = 1_000;
    private const int MostDepth = 1_000;
    private const int LongestBlob = 100;

    private static readonly FrozenSet<string> Marks = new[]
    {
        "re", "fw", "fwd", // English, and what the standard knows
        "sv", "vb", "ang", // Swedish; sv also Norwegian, Danish and Icelandic
        "vs", "vl", // Finnish; vs also Estonian
        "vr", "vid", "fs", // Icelandic, Danish, Norwegian and others' forwards
        "aw", "wg", "antw", "antwort", "rif", "tr", "rv", "ref", "réf", "res", "enc", "odp", "pd", "ynt", "ilt", "doorst", "atb", "ats", "továbbítás", "回复", "答复", "转发", "回覆", "轉寄", "返信", "転送", "отв", "пер",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool IsReply => ReplyDepth > 0;

    public static BaseSubject Of(string? subject)
    {
        var text = Plain(HeaderText.Decode(subject ?? ""));
        var depth = 0;
        while (true)
        {
            var before = text.Length;
            while (EndsWithForward(text)) (text, depth) = (text[..^5].TrimEnd(), depth + 1);
            while (LeaderOf(text, ref depth) is > 0 and var end) text = text[end..].TrimStart();
            while (BlobOf(text) is > 0 and var end && !text.AsSpan(end).IsWhiteSpace()) text = text[end..];
            if (text.StartsWith("[fwd:", StringComparison.OrdinalIgnoreCase) && text.EndsWith(']')) (text, depth) = (text[5..^1].Trim(), depth + 1);
            if (text.Length == before) return new(text, Math.Min(depth, MostDepth));
        }
    }

    private static bool EndsWithForward(string text) => text.EndsWith("(fwd)", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every stretch of blanks is one blank.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var it in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (!char.IsWhiteSpace(it)) plain.Append(it);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Where the text begins behind tags, a mark, perhaps a count, and a colon; 0 when it does not begin so.</summary>
    private static int LeaderOf(string text, ref int depth)
    {
        var at = 0;
        while (BlobOf(text.AsSpan(at)) is > 0 and var blob) at += blob;
        var begin = at;
        while (at < text.Length && char.IsLetter(text[at])) at++;
        if (!Marks.Contains(text[begin..at])) return 0;

        var count = CountOf(text, ref at);
        while (at < text.Length && text[at] == ' ') at++;
        if (at < text.Length && text[at] == '.') at++; // "Ang.:"
        if (count == 1 && BlobOf(text.AsSpan(at)) is > 0 and var tag) at += tag;
        if (at >= text.Length || text[at] is not (':' or '：')) return 0;
        depth = Math.Min(MostDepth, depth + count);
        return at + 1;
    }

    /// <summary>The number in "Re[4]:", "Re(4):" or "Re^4:".</summary>
    private static int CountOf(string text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('[' or '(' or '^')) return 1;

        var digit = at + 1;
        while (digit < text.Length && char.IsAsciiDigit(text[digit])) digit++;
        if (!int.TryParse(text.AsSpan(at + 1, digit - at - 1), out var count) || count is < 1 or > MostDepth) return 1;
        var isClosed = digit < text.Length && text[digit] is ']' or ')';
        at = isClosed ? digit + 1 : digit;
        return count;
    }

    /// <summary>How long the tag in brackets is that the text begins with, and the blanks behind it; 0 when there is none.</summary>
    private static int BlobOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[') return 0;

        var end = text[1..].IndexOfAny('[', ']') + 1;
        if (end <= 0 || end > LongestBlob || text[end] != ']' || text.StartsWith("[fwd:", StringComparison.OrdinalIgnoreCase)) return 0;
        end++;
        while (end < text.Length && text[end] == ' ') end++;
        return end;
    }
}
