using Isberg.Mail.Html;
using Kind = Isberg.Mail.Replies.ReplyPartKind;

namespace Isberg.Mail.Replies;

/// <summary>Goes through a text line by line and says of each what it is.</summary>
internal sealed class ReplyLines
{
    private readonly List<string> lines = [];
    private readonly List<Kind> kinds = [];

    private ReplyLines(IEnumerable<HtmlLine> given, bool isPage)
    {
        foreach (var it in given) Add(it.Text, it.IsQuoted ? Kind.Quote : Kind.Text, isPage);
    }

    public static ReplyText Split(IEnumerable<HtmlLine> given, bool isPage)
    {
        var split = new ReplyLines(given, isPage);
        split.MarkForwards();
        split.MarkQuotes();
        split.MarkSignatures();
        split.KeepSomething();
        return new(split.Parts());
    }

    /// <summary>An introduction that shares its line with the new text gets a line of its own.</summary>
    private void Add(string line, Kind kind, bool isPage)
    {
        var at = kind == Kind.Text && !isPage ? QuoteIntroduction.WithinLine(line) : 0;
        if (at > 0)
        {
            lines.Add(line[..at]);
            kinds.Add(kind);
        }

        lines.Add(line[at..]);
        kinds.Add(kind);
    }

    /// <summary>What somebody passes on is what he has to say.</summary>
    private void MarkForwards()
    {
        var at = lines.FindIndex(ReplyMarks.IsForward);
        if (at < 0) return;

        var before = Enumerable.Range(0, at).Any(it => kinds[it] == Kind.Text && (ReplyMarks.IsSeparator(lines[it]) || QuoteIntroduction.LengthAt(lines, it) > 0 || HeaderBlock(it) > 0));
        if (before) return;
        for (; at < lines.Count; at++) (lines[at], kinds[at]) = (lines[at], Kind.Text);
        isForward = true;
    }

    private bool isForward;

    private void MarkQuotes()
    {
        if (isForward) return;

        for (var at = 0; at < lines.Count; at++)
        {
            if (kinds[at] == Kind.Quote) continue;

            if (ReplyMarks.IsSeparator(lines[at]) || HeaderBlock(at) > 0) Mark(WithRule(at), lines.Count);
            else if (QuoteIntroduction.LengthAt(lines, at) is > 0 and var length) MarkIntroduced(at, length);
            else if (ReplyMarks.IsQuoted(lines[at]) && IsQuoteRun(at)) Mark(at, EndOfRun(at));
        }
    }

    /// <summary>The line that parts the header of the older mail from what is new belongs to the older mail.</summary>
    private int WithRule(int at)
    {
        var above = at - 1;
        while (above >= 0 && lines[above].AsSpan().IsWhiteSpace()) above--;
        return above >= 0 && kinds[above] == Kind.Text && ReplyMarks.IsRule(lines[above]) ? above : at;
    }

    /// <summary>Behind an introduction stand lines with marks, and perhaps new text after them; without marks, all the rest is the older mail.</summary>
    private void MarkIntroduced(int at, int length)
    {
        Mark(at, at + length);
        var next = NextWords(at + length);
        if (next >= lines.Count) Mark(at, next);
        else if (kinds[next] == Kind.Quote) Mark(at, next);
        else if (ReplyMarks.IsQuoted(lines[next])) Mark(at, EndOfRun(next));
        else Mark(at, lines.Count);
    }

    private void Mark(int from, int to)
    {
        for (var at = from; at < to && at < lines.Count; at++) kinds[at] = Kind.Quote;
    }

    private bool IsQuoteRun(int at) => (at + 1 < lines.Count && ReplyMarks.IsQuoted(lines[at + 1])) || !lines[at].TrimEnd().EndsWith('<');

    /// <summary>Where the lines with marks end. Between them empty lines may stand, and the rest of a link or of a line that the way broke.</summary>
    private int EndOfRun(int at)
    {
        var end = at;
        while (end < lines.Count)
        {
            if (ReplyMarks.IsQuoted(lines[end])) end++;
            else if (IsRestOfLink(end)) end++;
            else if (lines[end].AsSpan().IsWhiteSpace() && NextWords(end) is var next && next < lines.Count && ReplyMarks.IsQuoted(lines[next])) end = next;
            else break;
        }

        return end;
    }

    private int NextWords(int at)
    {
        while (at < lines.Count && lines[at].AsSpan().IsWhiteSpace()) at++;
        return at;
    }

    private bool IsRestOfLink(int at)
    {
        if (at == 0 || at + 1 >= lines.Count || !ReplyMarks.IsQuoted(lines[at + 1])) return false;

        var (before, line) = (lines[at - 1], lines[at].Trim());
        var isOpen = (before.Contains("http", StringComparison.Ordinal) || before.Contains("mailto:", StringComparison.Ordinal)) && (before.LastIndexOf('(') > before.LastIndexOf(')') || before.LastIndexOf('<') > before.LastIndexOf('>') - 1 && before.Contains('<', StringComparison.Ordinal));
        return isOpen || line.StartsWith("(http", StringComparison.Ordinal) || line.StartsWith("<http", StringComparison.Ordinal);
    }

    /// <summary>How many header lines of an older mail stand here; 0 when there are too few to be one. "From", "to" and a date alone may be a journey.</summary>
    private int HeaderBlock(int at)
    {
        if (ReplyMarks.HeaderAt(lines[at]) is not { } first || first == ReplyMarks.Label.Subject) return 0;

        var seen = new HashSet<ReplyMarks.Label>(ReplyMarks.HeadersWithin(lines[at])) { first };
        var (others, isOfMail) = (0, WithRule(at) < at || lines[at].Contains('@', StringComparison.Ordinal));
        for (var next = at + 1; next < lines.Count && next < at + 12; next++)
        {
            if (lines[next].AsSpan().IsWhiteSpace())
            {
                if (++others > 1 && seen.Count > 1) break;
                continue;
            }

            isOfMail |= lines[next].Contains('@', StringComparison.Ordinal);
            if (ReplyMarks.HeaderAt(lines[next]) is { } label) seen.Add(label);
            else if (++others > 2) break;
        }

        isOfMail |= seen.Contains(ReplyMarks.Label.Subject);
        return isOfMail && seen.Count >= 2 && (seen.Contains(ReplyMarks.Label.From) || seen.Contains(ReplyMarks.Label.Date)) ? seen.Count : 0;
    }

    private void MarkSignatures()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (kinds[at] != Kind.Text) continue;

            var end = at;
            while (end < lines.Count && kinds[end] == Kind.Text) end++;
            var begin = SignatureFinder.Begin(lines, at, end);
            for (var it = begin; it < end && !isForward; it++) kinds[it] = Kind.Signature;
            at = end;
        }
    }

    /// <summary>Where nothing is new, the older mail is what there is to read.</summary>
    private void KeepSomething()
    {
        if (Enumerable.Range(0, lines.Count).Any(it => kinds[it] == Kind.Text && !lines[it].AsSpan().IsWhiteSpace())) return;

        var only = kinds.Contains(Kind.Quote) ? Kind.Quote : Kind.Signature;
        for (var at = 0; at < kinds.Count; at++)
            if (kinds[at] == only) kinds[at] = Kind.Text;
    }

    private List<ReplyPart> Parts()
    {
        var parts = new List<ReplyPart>();
        for (var at = 0; at < lines.Count;)
        {
            var end = at + 1;
            while (end < lines.Count && kinds[end] == kinds[at]) end++;
            parts.Add(new(kinds[at], string.Join('\n', lines[at..end])));
            at = end;
        }

        return parts;
    }
}
