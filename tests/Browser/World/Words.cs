using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isberg.World;

/// <summary>What the screens say, read from their message files: a test finds a control by the name that a person reads.</summary>
public sealed partial class Words(string language)
{
    public string Language { get; } = language;

    /// <param name="key">The feature and the key, for instance "agent.offer.accept".</param>
    /// <param name="values">What stands in the sentence's places, in their order.</param>
    public string Desk(string key, params object[] values)
    {
        var at = -1;
        return Place.Replace(OfDesk(key), _ => Convert.ToString(values[++at], CultureInfo.InvariantCulture)!);
    }

    /// <summary>The sentence, whatever stands in its places.</summary>
    public Regex AnyDesk(string key) => new($"^{string.Join(".+", Place.Split(OfDesk(key)).Select(Regex.Escape))}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    public string Widget(string key) => Read($"web/widget/src/texts/{Language}.json", key);

    public string Portal(string key) => Read($"src/Portal/Texts/{Language}.json", key);

    private string OfDesk(string key)
    {
        var (feature, rest) = (key[..key.IndexOf('.', StringComparison.Ordinal)], key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return Read($"web/desk/src/{feature}/messages.{Language}.json", rest);
    }

    private static string Read(string file, string key)
    {
        var element = JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Root, file))).RootElement;
        foreach (var step in key.Split('.')) element = element.GetProperty(step);
        return element.GetString()!;
    }

    [GeneratedRegex(@"\{\{\w+\}\}", RegexOptions.None, 1000)]
    private static partial Regex Place { get; }
}
