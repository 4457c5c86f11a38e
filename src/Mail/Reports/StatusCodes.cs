namespace Isberg.Mail.Reports;

/// <summary>The codes in a server's words: a reply code (RFC 5321) and an enhanced status code (RFC 3463). Either is empty when it is not told.</summary>
internal readonly record struct StatusCodes(string Reply, string Enhanced)
{
    private const int Longest = 16 * 1024;

    /// <summary>Reply codes that servers give after MAIL, RCPT or DATA. Other numbers are taken for something else.</summary>
    private static readonly HashSet<int> Known = [250, 251, 252, 421, 422, 431, 432, 441, 442, 446, 447, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 510, 511, 512, 513, 521, 523, 525, 530, 533, 534, 535, 538, 541, 550, 551, 552, 553, 554, 555, 556, 557];

    public bool IsSpecific => Enhanced.Length > 0 && !Enhanced.EndsWith(".0.0", StringComparison.Ordinal);

    /// <summary>Both codes side by side outweigh those that stand for themselves.</summary>
    public static StatusCodes In(string text)
    {
        var words = text.AsSpan(0, Math.Min(text.Length, Longest));
        string reply = "", enhanced = "";
        for (var at = 0; at < words.Length; at++)
        {
            if (!char.IsAsciiDigit(words[at]) || (at > 0 && IsPartOfWord(words[at - 1]))) continue;

            var length = EnhancedAt(words[at..]);
            if (length > 0 && enhanced.Length == 0) enhanced = words.Slice(at, length).ToString();
            if (length == 0 && IsReply(words[at..]))
            {
                var next = words[(at + 3)..].TrimStart(" -:#'\"(".AsSpan());
                var beside = EnhancedAt(next);
                if (beside > 0 && next[0] == words[at]) return new(words.Slice(at, 3).ToString(), next[..beside].ToString());
                if (reply.Length == 0) reply = words.Slice(at, 3).ToString();
            }
        }

        return new(reply, enhanced);
    }

    /// <summary>The code that a Status field begins with.</summary>
    public static string AtStart(string? field)
    {
        var text = (field ?? "").AsSpan().Trim();
        return text[..EnhancedAt(text)].ToString();
    }

    private static bool IsPartOfWord(char before) => char.IsAsciiLetterOrDigit(before) || before is '.' or '_' or '/' or '=' or '@' or '+';

    private static bool IsReply(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !int.TryParse(text[..3], System.Globalization.NumberStyles.None, null, out var number) || !Known.Contains(number)) return false;
        return text.Length == 3 || text[3] is ' ' or '-' or ':' or '\n' or '\r' or ',' or '\t' or '\'' or '#';
    }

    /// <summary>How long the code is that stands at the beginning; 0 when there is none. Addresses of machines look alike.</summary>
    private static int EnhancedAt(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.') return 0;

        var subject = Digits(text[2..]);
        if (subject is 0 or > 3 || text.Length <= subject + 3 || text[subject + 2] != '.') return 0;
        var detail = Digits(text[(subject + 3)..]);
        if (detail is 0 or > 3) return 0;
        var end = subject + detail + 3;
        var isLonger = end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
        return isLonger ? 0 : end;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        return count;
    }
}
