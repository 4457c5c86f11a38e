using System.Text.Json;

namespace Isberg.World;

/// <summary>What the screens say, read from their message files: a test finds a control by the name that a person reads.</summary>
public sealed class Words(string language)
{
    public string Language { get; } = language;

    /// <param name="key">The feature and the key, for instance "agent.offer.accept".</param>
    public string Desk(string key)
    {
        var (feature, rest) = (key[..key.IndexOf('.', StringComparison.Ordinal)], key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return Read($"web/desk/src/{feature}/messages.{Language}.json", rest);
    }

    public string Widget(string key) => Read($"web/widget/src/texts/{Language}.json", key);

    private static string Read(string file, string key)
    {
        var element = JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Root, file))).RootElement;
        foreach (var step in key.Split('.')) element = element.GetProperty(step);
        return element.GetString()!;
    }
}
