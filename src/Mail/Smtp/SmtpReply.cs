using System.Globalization;

namespace Isberg.Mail.Smtp;

/// <summary>What a server answered.</summary>
/// <param name="Code">Three digits; the first says yes (2), go on (3), not now (4) or no (5).</param>
/// <param name="EnhancedCode">Such as 5.1.1 (RFC 3463); null when the server gives none.</param>
/// <param name="Text">The server's words on one line, shortened; they may name people.</param>
public sealed record SmtpReply(int Code, string? EnhancedCode, string Text)
{
    private const int MostText = 500;

    /// <summary>Said by us, of an address that cannot be sent to any server.</summary>
    internal static readonly SmtpReply BadAddress = new(553, "5.1.3", "That is no address that mail could be sent to.");

    public bool IsPositive => Code / 100 == 2;

    public bool IsTemporary => Code / 100 == 4;

    internal static SmtpReply Of(int code, IEnumerable<string> lines)
    {
        var text = string.Join(' ', lines.Select(it => it.Trim()).Where(it => it.Length > 0));
        var enhanced = Enhanced(text, code);
        if (enhanced is not null) text = text[enhanced.Length..].Replace($" {enhanced} ", " ", StringComparison.Ordinal).Trim();
        return new SmtpReply(code, enhanced, text.Length > MostText ? text[..MostText] : text);
    }

    /// <summary>For logs: without the server's words.</summary>
    public override string ToString() => EnhancedCode is null ? Code.ToString(CultureInfo.InvariantCulture) : $"{Code} {EnhancedCode}";

    /// <summary>Class, subject and detail; its class must be the code's.</summary>
    private static string? Enhanced(string text, int code)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? text : text[..end];
        var parts = word.Split('.');
        return parts.Length == 3 && parts[0] == (code / 100).ToString(CultureInfo.InvariantCulture) && parts.Skip(1).All(it => it.Length is > 0 and <= 3 && it.All(char.IsAsciiDigit)) ? word : null;
    }
}
