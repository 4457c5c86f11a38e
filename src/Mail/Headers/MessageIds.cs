using System.Security.Cryptography;

namespace Isberg.Mail.Headers;

/// <summary>Message ids (RFC 5322, 3.6.4), without their angle brackets.</summary>
public static class MessageIds
{
    /// <summary>The most ids that are read from one header: the newest ones stand last and are kept.</summary>
    public const int Most = 200;

    /// <summary>A longer id is nobody's.</summary>
    public const int Longest = 998;

    /// <summary>An id that nobody else has, and that tells nothing but the domain.</summary>
    public static string New(string domain) => $"{RandomNumberGenerator.GetHexString(32, lowercase: true)}@{AddressText.Domain(domain, isInternational: false)}";

    /// <summary>All ids in a header's text, in order; words between them are passed over.</summary>
    public static IReadOnlyList<string> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];

        var ids = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('<', at);
            if (open < 0) break;

            var close = text.IndexOf('>', open + 1);
            if (close < 0) break;
            Add(ids, text.AsSpan(open + 1, close - open - 1));
            at = close + 1;
        }

        if (ids.Count == 0) foreach (var word in text.Split((char[])[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Where(it => it.Contains('@', StringComparison.Ordinal))) Add(ids, word);
        return ids.Count > Most ? ids.GetRange(ids.Count - Most, Most) : ids;
    }

    private static void Add(List<string> ids, ReadOnlySpan<char> text)
    {
        var plain = text.Trim("<> \t");
        if (plain.Length is 0 or > Longest) return;

        var id = plain.ToString();
        ids.Add(id.IndexOfAny([' ', '\t']) < 0 ? id : string.Concat(id.Where(it => it is not (' ' or '\t')))); // folding broke it
    }
}
