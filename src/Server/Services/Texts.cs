using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isberg.Services;

/// <summary>A text in the languages that the centre serves, by language code; written in JSON as {"sv": "…", "fi": "…"}.</summary>
[JsonConverter(typeof(TextsAsObject))]
public sealed record Texts(IReadOnlyDictionary<string, string> In)
{
    /// <summary>The most languages of one text.</summary>
    public const int MostLanguages = 20;

    public static Texts Of(params (string Language, string Text)[] texts) =>
        new(new SortedDictionary<string, string>(texts.ToDictionary(it => it.Language, it => it.Text, StringComparer.Ordinal), StringComparer.Ordinal));

    [JsonIgnore]
    public bool IsEmpty => In.Values.All(string.IsNullOrWhiteSpace);

    /// <summary>In the wanted language, or else Swedish, Finnish, English, or whatever there is.</summary>
    public string Best(string language) =>
        In.TryGetValue(language, out var text) ? text
        : new[] { "sv", "fi", "en" }.Where(In.ContainsKey).Select(it => In[it]).FirstOrDefault() ?? In.Values.FirstOrDefault() ?? "";

    /// <summary>Without outer blanks and without languages that have none.</summary>
    public Texts Trimmed() => Of([.. In.Where(it => !string.IsNullOrWhiteSpace(it.Value)).Select(it => (it.Key, it.Value.Trim()))]);

    private sealed class TextsAsObject : JsonConverter<Texts>
    {
        public override Texts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var found = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [];
            return found.Count <= MostLanguages ? Of([.. found.Select(it => (it.Key, it.Value))]) : throw new JsonException("A text has too many languages.");
        }

        public override void Write(Utf8JsonWriter writer, Texts value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.In, options);
    }
}
