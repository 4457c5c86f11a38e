namespace Isberg.Mail.Replies;

/// <summary>The sentence that introduces an older mail: who wrote it, and when. It may be broken over several lines.</summary>
internal static class QuoteIntroduction
{
    private const int MostLines = 6;
    private const int Longest = 600;

    /// <summary>As words of their own.</summary>
    private static readonly string[] Verbs =
    [
        "wrote", "writes", "sent", "said", "skrev", "skriver", "kirjoitti", "kirjoittaa", "lähetti", "skreiv", "skrifaði", "ritaði", "schrieb", "schreibt", "hat geschrieben", "geschrieben", "kirjutas", "saatis", "écrit", "ecrit", "escribió", "escribio", "ha escrito", "escreveu", "ha scritto", "scritto", "schreef", "geschreven", "napisał", "napisała", "napisał(a)", "pisze", "написал", "написала", "написал(а)", "пишет", "писал", "писала", "пише", "написав", "rašė", "parašė", "rakstīja", "napsal", "napsal(a)", "napísal", "napísal(a)", "írta", "yazdı", "şunları yazdı", "a scris", "đã viết", "έγραψε", "写道", "寫道", "写道：", "のメール", "작성",
    ];

    /// <summary>With these a writer speaks of himself.</summary>
    private static readonly string[] Own = ["jag", "minä", "mie", "jeg", "eg", "ég", "ich", "ma", "mina", "i", "je", "yo"];

    /// <summary>How many lines the introduction takes that begins here; 0 when none begins.</summary>
    public static int LengthAt(IReadOnlyList<string> lines, int at)
    {
        var first = lines[at].Trim();
        if (first.Length == 0 || first[0] == '>' || !MayBegin(first)) return 0;

        var joined = "";
        var blanks = 0;
        for (var end = at; end < lines.Count && end < at + MostLines && joined.Length < Longest; end++)
        {
            var line = lines[end].Trim();
            if (line.Length == 0 && (++blanks > 1 || !HasDate(joined))) return 0;
            if (end > at && line.StartsWith("> ", StringComparison.Ordinal) && !line.Contains("wrote", StringComparison.Ordinal)) return 0;
            joined = joined.Length == 0 ? line : line.Length == 0 ? joined : $"{joined} {line}";
            if (line.Length > 0 && joined.Length < Longest && IsIntroduction(joined, FollowsQuote(lines, end + 1)))
                return end > at && BeginsLater(lines, at + 1, end, joined) ? 0 : end - at + 1;
            if (joined.EndsWith('.') || (line.Length > 0 && line[^1] is '!' or '?')) return 0;
        }

        return 0;
    }

    /// <summary>Whether the lines behind the first say it all; a line before them is new text.</summary>
    private static bool BeginsLater(IReadOnlyList<string> lines, int from, int to, string whole)
    {
        for (; from <= to; from++)
        {
            var rest = string.Join(' ', Enumerable.Range(from, to - from + 1).Select(it => lines[it].Trim()).Where(it => it.Length > 0));
            if (rest.Length > 0 && MayBegin(rest) && (HasDate(rest) || !HasDate(whole)) && IsIntroduction(rest, FollowsQuote(lines, to + 1))) return true;
        }

        return false;
    }

    /// <summary>Where in a line, behind other text, an introduction begins; 0 when none does.</summary>
    public static int WithinLine(string line)
    {
        if (line.Length > Longest || !line.TrimEnd().EndsWith(':')) return 0;

        for (var at = line.LastIndexOf("On ", StringComparison.Ordinal); at > 0; at = line.LastIndexOf("On ", at - 1, StringComparison.Ordinal))
        {
            if (char.IsLetterOrDigit(line[at - 1])) continue;
            if (!HasDate(line[at..]) || !IsIntroduction(line[at..].Trim(), isFollowedByQuote: false)) continue;
            while (at > 0 && line[at - 1] is '-' or '_' or ' ') at--;
            return line.AsSpan(0, at).IsWhiteSpace() ? 0 : at;
        }

        return 0;
    }

    /// <summary>An introduction begins with a word for "on", a weekday, a date, a name or an address; never with what looks like a list.</summary>
    private static bool MayBegin(string line) => char.IsLetterOrDigit(line[0]) || line[0] is '"' or '-' or '–' or '—' or '<' or '\'' or '*' or '[' or '＊' or '“';

    private static bool FollowsQuote(IReadOnlyList<string> lines, int at)
    {
        for (var blanks = 0; at < lines.Count && blanks < 3; at++, blanks++)
            if (!lines[at].AsSpan().IsWhiteSpace()) return lines[at].AsSpan().TrimStart().StartsWith(">") && !IsEndOfAddress(lines[at].Trim());
        return false;
    }

    /// <summary>"> wrote:" is what the way made of an address.</summary>
    private static bool IsEndOfAddress(string line) => line.Length < 40 && line[^1] == ':' && HasVerb(line);

    private static bool IsIntroduction(string text, bool isFollowedByQuote)
    {
        var isDashed = text.StartsWith("--", StringComparison.Ordinal) && text.EndsWith("--", StringComparison.Ordinal);
        var plain = text.Trim("-–—_* ".ToCharArray());
        var ends = plain.Length > 0 && plain[^1] is ':' or '：';
        var words = plain.TrimEnd(':', '：', ' ', '\u00A0', '\u202F');
        var (date, verb, address) = (HasDate(words), HasVerb(words), HasAddress(words));
        if (verb && SpeaksOfHimself(words)) return false;
        if (isDashed) return verb && words.Length > 8;
        if (ends && verb) return date || (address && isFollowedByQuote) || (isFollowedByQuote && words.Length < 120);
        if (ends && date && address && EndsWithAddress(words)) return true;
        if (ends && address && isFollowedByQuote && (EndsWithAddress(words) || date)) return true;
        if (verb && date && (isFollowedByQuote || words.EndsWith("wrote", StringComparison.Ordinal))) return true;
        return isFollowedByQuote && date && address && EndsWithAddress(words);
    }

    private static bool HasVerb(string text)
    {
        foreach (var it in Verbs)
        {
            for (var at = text.IndexOf(it, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(it, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var isAlone = it[0] > '\u2E80' || ((at == 0 || !char.IsLetter(text[at - 1])) && (at + it.Length >= text.Length || !char.IsLetter(text[at + it.Length])));
                if (isAlone) return true;
            }
        }

        return false;
    }

    private static bool SpeaksOfHimself(string text) => text.Split(' ').Any(word => Own.Contains(word, StringComparer.OrdinalIgnoreCase)) && !HasAddress(text) && !HasTime(text);

    private static bool HasAddress(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 3;

    private static bool EndsWithAddress(string text) => text[^1] is '>' or ')' or ']' && text.LastIndexOf('@') > text.LastIndexOfAny(['<', '(', '[']);

    /// <summary>A year, a time of day, or a date in figures.</summary>
    private static bool HasDate(string text)
    {
        if (HasTime(text)) return true;

        var groups = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '@'))) continue;
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - at == 4 && text[at] is '1' or '2' && text[at + 1] is '9' or '0') return true;
            if (end - at <= 2) groups++;
            at = end;
        }

        return groups >= 3;
    }

    private static bool HasTime(string text)
    {
        for (var at = 1; at < text.Length - 2; at++)
        {
            if (text[at] is not (':' or '.') || !char.IsAsciiDigit(text[at - 1]) || !char.IsAsciiDigit(text[at + 1]) || !char.IsAsciiDigit(text[at + 2])) continue;
            var isShort = at + 3 >= text.Length || !char.IsAsciiDigit(text[at + 3]);
            if (isShort && text[at + 1] < '6') return true;
        }

        return false;
    }
}
