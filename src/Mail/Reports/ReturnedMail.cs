namespace Isberg.Mail.Reports;

/// <summary>Where, in a report written as text, the mail begins that came back.</summary>
internal static class ReturnedMail
{
    /// <summary>What servers write above it. Dashes and blanks around it count for nothing.</summary>
    private static readonly string[] Marks =
    [
        "below this line is a copy of the message", "enclosed is a copy of the message", "this is a copy of the message", "this is a copy of your message", "this is a copy of the headers",
        "original message", "original message follows", "original message headers", "original message header", "original mail info", "original mail", "message headers follow", "unsent message follows",
        "unsent message below", "the header of the original message is following", "header of the original message", "below is a copy of the original message", "below this line is the original message",
        "returned message", "message header follows", "returned mail follows", "your original message", "your message follows", "the original message follows", "included is a copy of the message header",
        "undelivered message", "text of your message follows", "headers of the original message", "the body of the message is", "message text follows", "original mail as follows", "rfc 822 headers", "copy of the message follows",
    ];

    private static readonly string[] FirstHeaders = ["return-path:", "received:", "delivered-to:", "x-received:", "dkim-signature:", "arc-seal:", "x-google-smtp-source:"];

    /// <summary>The report's own words, and the mail that came back behind them.</summary>
    public static (string Own, string Returned) Cut(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            var line = text.AsSpan(at, end - at).Trim();
            if (IsMark(line)) return (text[..at], text[Math.Min(end + 1, text.Length)..].TrimStart());
            if (at > 0 && IsFirstHeader(line)) return (text[..at], text[at..]);
            at = end + 1;
        }

        return (text, "");
    }

    private static bool IsMark(ReadOnlySpan<char> line)
    {
        if (line.Length is < 12 or > 120) return false;

        var plain = line.Trim("-=*_#>+ .:".AsSpan());
        foreach (var it in Marks)
        {
            if (!plain.StartsWith(it, StringComparison.OrdinalIgnoreCase)) continue;
            if (plain.Length == it.Length || it.Length > 28 || (line[0] is '-' or '=' or '*' && plain.Length - it.Length < 40)) return true;
        }

        return false;
    }

    private static bool IsFirstHeader(ReadOnlySpan<char> line)
    {
        foreach (var it in FirstHeaders)
            if (line.StartsWith(it, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
