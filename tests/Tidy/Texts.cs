using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isberg.Tidy;

/// <summary>Every text exists in Swedish, Finnish and English: <c>messages.sv.json</c> beside its two translations.</summary>
public sealed partial class Texts
{
    private static readonly string[] Languages = ["sv", "fi", "en"];

    [Fact]
    public void The_three_languages_have_the_same_texts() => Rule.Holds("A text exists in all three languages.",
        from family in Families()
        let all = Languages.SelectMany(it => Messages(family, it).Keys).ToHashSet(StringComparer.Ordinal)
        from language in Languages
        from key in all.Except(Messages(family, language).Keys, StringComparer.Ordinal)
        select $"{family}{language}.json lacks {key}");

    [Fact]
    public void No_text_is_empty() => Rule.Holds("A text says something.",
        from family in Families()
        from language in Languages
        from text in Messages(family, language)
        where string.IsNullOrWhiteSpace(text.Value)
        select $"{family}{language}.json: {text.Key}");

    [Fact]
    public void A_translation_fills_in_the_same_values() => Rule.Holds("A translation names the values that the original names.",
        from family in Families()
        let original = Messages(family, Languages[0])
        from language in Languages
        from text in Messages(family, language)
        where original.TryGetValue(text.Key, out var swedish) && Values(swedish) != Values(text.Value)
        select $"{family}{language}.json: {text.Key}");

    /// <summary>What the paths of the three files have in common, up to the language.</summary>
    private static IEnumerable<string> Families() => Tree.Files
        .Select(it => MessageFile().Match(it.Path)).Where(it => it.Success)
        .Select(it => it.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static Dictionary<string, string> Messages(string family, string language)
    {
        var file = Tree.Files.SingleOrDefault(it => it.Path == $"{family}{language}.json");
        return file is null ? [] : Flat("", JsonDocument.Parse(file.Text).RootElement).ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(string prefix, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(it => Flat(prefix.Length == 0 ? it.Name : $"{prefix}.{it.Name}", it.Value))
            : [new(prefix, element.ToString())];

    private static string Values(string text) =>
        string.Join(' ', Value().Matches(text).Select(it => it.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^(.*[/.])(?:sv|fi|en)\.json$")]
    private static partial Regex MessageFile();

    [GeneratedRegex(@"\{+\s*\w+")]
    private static partial Regex Value();
}
