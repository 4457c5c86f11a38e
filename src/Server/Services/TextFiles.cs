using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Isberg.Services;

/// <summary>The texts of one folder of message files (sv.json, fi.json, en.json), built into an assembly.</summary>
public sealed class TextFiles
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> texts;

    /// <param name="folder">The resources' common beginning, for instance "Isberg.Texts".</param>
    public TextFiles(Assembly assembly, string folder) =>
        texts = Languages.ToFrozenDictionary(it => it, it => Read(assembly, $"{folder}.{it}.json"), StringComparer.Ordinal);

    public static IReadOnlyList<string> Languages { get; } = ["sv", "fi", "en"];

    /// <summary>The language if there are texts in it, else Swedish.</summary>
    public static string Known(string? language) => language is not null && Languages.Contains(language, StringComparer.Ordinal) ? language : "sv";

    /// <summary>The text, with {0}, {1} … filled in.</summary>
    public string Say(string? language, string key, params object[] values) =>
        values.Length == 0 ? texts[Known(language)][key] : string.Format(texts[Known(language)][key], values);

    private static FrozenDictionary<string, string> Read(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not built into {assembly.GetName().Name}.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
