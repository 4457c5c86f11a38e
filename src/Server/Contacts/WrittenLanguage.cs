using System.Collections.Frozen;

namespace Isberg.Contacts;

/// <summary>Which of the centre's languages a text is written in, by the small words that every text is full of.</summary>
internal static class WrittenLanguage
{
    /// <summary>Of so many letters.</summary>
    private const int Looked = 4_000;

    /// <summary>Fewer known words than this tell nothing.</summary>
    private const int Fewest = 2;

    private static readonly (string Code, FrozenSet<string> Words)[] Languages =
    [
        ("sv", Words("och att det som en på är av för med till den har de inte om ett jag vi kan från så hej min mitt mina ni när var hur vad ska skulle men eller också tack hälsningar hälsning dag")),
        ("fi", Words("ja on ei se että oli olen mutta tai kun mitä miten voi voiko voinko minä minun hän ole olisi sekä myös jos niin kuin hei moi kiitos terveisin ystävällisin koska missä onko tämä siitä teidän meidän vain")),
        ("en", Words("the and to of is in that it for you with on are this have be not my your at as we can from i was please thanks thank hello dear regards how what when where would could but or if an")),
    ];

    /// <summary>Null when none of them stands out.</summary>
    public static Language? Of(string text)
    {
        var words = text[..Math.Min(text.Length, Looked)].ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(it => it.Trim('.', ',', '!', '?', ':', ';', '"', '(', ')', '\'', '–', '-')).ToList();
        var counts = Languages.Select(it => (it.Code, Count: words.Count(it.Words.Contains))).OrderByDescending(it => it.Count).ToList();
        return counts[0].Count >= Fewest && counts[0].Count > counts[1].Count ? new Language(counts[0].Code) : null;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
