using System.Text.Json;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>What citizens and staff wrote, as patterns: {gata}, {namn} and the like are filled in for each contact.</summary>
internal sealed record DemoConversation(string Service, string Reason, string Language, Channel Channel, string? Matter, IReadOnlyList<string> Lines)
{
    private const string Winter = "snow";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static readonly IReadOnlyList<DemoConversation> All = Read();

    /// <summary>One that fits; in Swedish where the language has none.</summary>
    public static DemoConversation For(string service, Channel channel, string language, DateTimeOffset at, Random chance)
    {
        var isWinter = at.Month is >= 11 or <= 3;
        var fitting = All.Where(it => it.Service == service && it.Channel == channel && (isWinter || it.Reason != Winter)).ToList();
        var own = fitting.Where(it => it.Language == language).ToList();
        var from = own.Count > 0 ? own : fitting.Where(it => it.Language == "sv").ToList();
        if (from.Count == 0) from = [.. All.Where(it => it.Service == service && it.Channel != Channel.Chat)];
        return from[chance.Next(from.Count)];
    }

    public static bool IsCitizens(string line) => line.StartsWith("c:", StringComparison.Ordinal);

    public static string TextOf(string line) => line[3..];

    private static IReadOnlyList<DemoConversation> Read()
    {
        using var file = typeof(DemoConversation).Assembly.GetManifestResourceStream("Isberg.Demo.conversations.json")
            ?? throw new InvalidOperationException("The demonstration's conversations are not in the assembly.");
        return JsonSerializer.Deserialize<List<DemoConversation>>(file, Form)!;
    }
}
