using Microsoft.Extensions.Configuration;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Where flows may look something up. Whoever runs the server says so; who makes flows chooses among them.</summary>
public sealed class LookUpOptions
{
    public const string Settings = "Isberg:Voice:LookUps";

    public IReadOnlyList<LookUpPlace> Places { get; private init; } = [];

    /// <exception cref="InvalidOperationException">They say something that cannot be.</exception>
    public static LookUpOptions From(IConfiguration configuration)
    {
        var places = configuration.GetSection(Settings).Get<List<LookUpPlace>>() ?? [];
        foreach (var (at, it) in places.Index())
            if (FlowWords.OriginOf(it.Address) is null) throw new InvalidOperationException($"{Settings}:{at} needs an Address such as https://cases.example.org.");
        return new LookUpOptions { Places = places };
    }

    /// <param name="origin">Scheme, host and port.</param>
    public LookUpPlace? Find(string origin) => Places.FirstOrDefault(it => FlowWords.OriginOf(it.Address) == origin);
}

/// <summary>A business system that flows may ask.</summary>
public sealed class LookUpPlace
{
    /// <summary>Scheme, host and port, for instance https://cases.example.org.</summary>
    public string Address { get; set; } = "";

    /// <summary>A file whose first line is sent as the header Authorization.</summary>
    public string? AuthorizationFile { get; set; }

    internal string? ReadAuthorization() => AuthorizationFile is { } file ? File.ReadLines(file).FirstOrDefault("").Trim() : null;
}
