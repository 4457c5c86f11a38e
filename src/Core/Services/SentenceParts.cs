using System.Text;

namespace Isberg.Services;

/// <summary>What a sentence is made of, for comparing it with others: its words and pairs of words, and pieces of 2 to 5 characters of its words, so that endings matter little.</summary>
internal static class SentenceParts
{
    /// <summary>Of a sentence, in UTF-16 code units; the rest is not looked at.</summary>
    public const int Longest = 500;

    private const int ShortestPiece = 2;
    private const int LongestPiece = 5;

    /// <summary>Marks whole words, so that they are not taken for pieces.</summary>
    private const char Whole = '\u0001';

    /// <summary>How often each part occurs.</summary>
    public static Dictionary<string, int> Of(string sentence)
    {
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = Words(sentence);
        for (var at = 0; at < words.Length; at++)
        {
            Count(parts, $"{Whole}{words[at]}");
            if (at > 0) Count(parts, $"{Whole}{words[at - 1]} {words[at]}");
            Pieces(parts, $" {words[at]} ");
        }

        return parts;
    }

    public static bool IsWhole(string part) => part[0] == Whole;

    /// <summary>Small letters and digits; everything else divides.</summary>
    public static string[] Words(string sentence)
    {
        var plain = new StringBuilder(Math.Min(sentence.Length, Longest));
        foreach (var it in sentence.Length > Longest ? sentence.AsSpan(0, Longest) : sentence) plain.Append(char.IsLetterOrDigit(it) ? char.ToLowerInvariant(it) : ' ');
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Pieces(Dictionary<string, int> parts, string word)
    {
        for (var length = ShortestPiece; length <= LongestPiece && length <= word.Length; length++)
            for (var from = 0; from + length <= word.Length; from++) Count(parts, word.Substring(from, length));
    }

    private static void Count(Dictionary<string, int> parts, string part) => parts[part] = parts.GetValueOrDefault(part) + 1;
}
