namespace Isberg.Channels.Voice.Hearing;

/// <summary>Whether an answer is a yes or a no, in the languages that callers are spoken to in.</summary>
internal static class YesOrNo
{
    private static readonly string[] Yes = ["ja", "jo", "japp", "jajamän", "stämmer", "precis", "kyllä", "joo", "juu", "oikein", "yes", "yeah", "yep", "right", "correct"];
    private static readonly string[] No = ["nej", "nä", "nää", "inte", "fel", "ei", "en", "eikä", "väärin", "no", "nope", "not", "wrong"];

    public static IReadOnlyList<string> Words => [.. Yes, .. No];

    /// <summary>Null: neither, or both.</summary>
    public static bool? Of(string answer)
    {
        var words = new string([.. answer.Select(it => char.IsLetter(it) ? char.ToLowerInvariant(it) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (yes, no) = (words.Any(it => Yes.Contains(it, StringComparer.Ordinal)), words.Any(it => No.Contains(it, StringComparer.Ordinal)));
        return yes == no ? null : yes;
    }
}
