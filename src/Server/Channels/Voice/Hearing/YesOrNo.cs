using Isberg.Services;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>Whether an answer is a yes or a no, in the language that the caller is spoken to in: "en" is a no in Finnish and nothing in Swedish.</summary>
public static class YesOrNo
{
    private static readonly Dictionary<string, (string[] Yes, string[] No)> Spoken = new(StringComparer.Ordinal)
    {
        ["sv"] = (["ja", "jo", "japp", "jajamän", "stämmer", "precis", "rätt"], ["nej", "nä", "nää", "inte", "fel"]),
        ["fi"] = (["kyllä", "joo", "juu", "jep", "oikein"], ["ei", "en", "eikä", "väärin"]),
        ["en"] = (["yes", "yeah", "yep", "right", "correct"], ["no", "nope", "not", "wrong"]),
    };

    /// <summary>What somebody who answers is likely to say. None: nobody knows the language.</summary>
    public static IReadOnlyList<string> Words(Language language) => Spoken.TryGetValue(language.Code, out var known) ? [.. known.Yes, .. known.No] : [];

    /// <summary>Null: neither, or both.</summary>
    public static bool? Of(string answer, Language language)
    {
        if (!Spoken.TryGetValue(language.Code, out var known)) return null;

        var words = new string([.. answer.Select(it => char.IsLetter(it) ? char.ToLowerInvariant(it) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (yes, no) = (words.Any(it => known.Yes.Contains(it, StringComparer.Ordinal)), words.Any(it => known.No.Contains(it, StringComparer.Ordinal)));
        return yes == no ? null : yes;
    }
}
