using Isberg.Storage;

namespace Isberg.Services;

/// <summary>A text in the languages that the centre serves, by language code.</summary>
public sealed record Texts(IReadOnlyDictionary<string, string> In)
{
    public static Texts Of(params (string Language, string Text)[] texts) =>
        new(new SortedDictionary<string, string>(texts.ToDictionary(it => it.Language, it => it.Text, StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>In the wanted language, or else Swedish, Finnish, English, or whatever there is.</summary>
    public string Best(string language) =>
        In.TryGetValue(language, out var text) ? text
        : new[] { "sv", "fi", "en" }.Where(In.ContainsKey).Select(it => In[it]).FirstOrDefault() ?? In.Values.FirstOrDefault() ?? "";
}

/// <summary>An organisation whose contact centre this is.</summary>
public sealed class Centre
{
    public CentreId Id { get; init; }

    /// <summary>Stands in addresses: small letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA name, for instance Europe/Stockholm.</summary>
    public required string TimeZone { get; set; }

    public CentreRule Rule { get; set; } = new();

    public Guid Version { get; set; }
}

/// <summary>Whom services are run for.</summary>
public sealed class Commissioner : IOfCentre
{
    public CommissionerId Id { get; init; }

    public CentreId Centre { get; init; }

    public required string Name { get; set; }
}

/// <summary>What a citizen understands that he is contacting, as it is administered.</summary>
public sealed class Service : IOfCommissioner
{
    public ServiceId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; set; }

    /// <summary>Stands in addresses: small letters, digits and hyphens; one of its kind in the centre.</summary>
    public required string Key { get; set; }

    public required Texts Name { get; set; }

    public Texts Description { get; set; } = Texts.Of();

    /// <summary>Guidance that the agent reads while he handles a contact (manus).</summary>
    public Texts Script { get; set; } = Texts.Of();

    public IReadOnlyList<ChannelSetup> Channels { get; set; } = [];

    /// <summary>Origins of foreign sites that may embed the chat.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    public Guid Version { get; set; }
}

/// <summary>A service's channel as it is administered.</summary>
/// <param name="Rule">What the floor is told; its opening intervals are worked out from the hours.</param>
public sealed record ChannelSetup(ChannelRule Rule);
