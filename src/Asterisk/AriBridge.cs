using System.Text.Json.Serialization;

namespace Isberg.Asterisk;

/// <summary>What connects channels with each other.</summary>
/// <param name="Type">holding or mixing.</param>
public sealed record AriBridge(string Id, string Name, [property: JsonPropertyName("bridge_type")] string Type)
{
    /// <summary>The ids of those in it.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>How it does it now: simple_bridge for two, softmix for more.</summary>
    public string Technology { get; init; } = "";

    [JsonPropertyName("creationtime")]
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a bridge is for.</summary>
public enum BridgeKind
{
    /// <summary>All in it hear each other.</summary>
    Mixing,

    /// <summary>Those in it wait and hear music, not each other.</summary>
    Holding,
}
