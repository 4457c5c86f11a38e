using System.Text.Json;

namespace Isberg.Tidy;

/// <summary>Every text exists in Swedish, Finnish and English.</summary>
public sealed class Texts
{
    private static readonly string[] Languages = ["sv", "fi", "en"];

    [Fact]
    public void The_three_languages_have_the_same_texts()
    {
        var broken =
            from folder in Folders()
            let all = Languages.ToDictionary(it => it, it => Keys($"{folder}/{it}.json"), StringComparer.Ordinal)
            from language in Languages
            from other in Languages
            from key in all[other].Keys.Except(all[language].Keys, StringComparer.Ordinal)
            select $"{folder}/{language}.json lacks {key}";

        Rule.Holds("A text exists in all three languages.", broken.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void No_text_is_empty()
    {
        var broken =
            from folder in Folders()
            from language in Languages
            from text in Keys($"{folder}/{language}.json")
            where string.IsNullOrWhiteSpace(text.Value)
            select $"{folder}/{language}.json: {text.Key}";

        Rule.Holds("A text says something.", broken);
    }

    /// <summary>The folders that hold one file of messages for each language.</summary>
    private static IEnumerable<string> Folders() =>
        from file in Tree.Files
        where file.Name == "sv.json"
        select file.Path[..file.Path.LastIndexOf('/')];

    private static Dictionary<string, string> Keys(string path)
    {
        var file = Tree.Files.SingleOrDefault(it => it.Path == path);
        return file is null ? [] : Flat("", JsonDocument.Parse(file.Text).RootElement).ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(string prefix, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(it => Flat(prefix.Length == 0 ? it.Name : $"{prefix}.{it.Name}", it.Value))
            : [new(prefix, element.ToString())];
}
