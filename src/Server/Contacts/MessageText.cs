namespace Isberg.Contacts;

/// <summary>What may be written in a message. What is accepted is kept unchanged, in every script and direction.</summary>
public static class MessageText
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 4_000;

    public static readonly Refusal Empty = new("message.invalid", "Write something before you send.");
    public static readonly Refusal TooLong = new("message.too_large", $"A message has at most {Longest:N0} characters. Send it in several parts.");
    public static readonly Refusal Unreadable = new("message.invalid", "The text holds characters that are not text.");

    public static Refusal? Check(string text, bool mayBeEmpty = false, int longest = Longest)
    {
        if (text.Length > longest) return TooLong;
        if (!mayBeEmpty && string.IsNullOrWhiteSpace(text)) return Empty;
        return IsText(text) ? null : Unreadable;
    }

    /// <summary>No half of a surrogate pair, and no NUL, which PostgreSQL cannot keep.</summary>
    public static bool IsText(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0') return false;
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return false;
            at++;
        }

        return true;
    }
}
