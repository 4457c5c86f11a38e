using Microsoft.Extensions.Configuration;

namespace Isberg.Channels.Voice;

/// <summary>Which telephone exchanges carry the calls. None: there is no telephony.</summary>
public sealed class VoiceOptions
{
    public const string Settings = "Isberg:Voice";

    /// <summary>Exchanges; each desk connects with all of them.</summary>
    public const int Most = 8;

    public IReadOnlyList<VoiceNode> Nodes { get; set; } = [];

    /// <summary>Between two looks at how the sound of a call travels.</summary>
    public TimeSpan SoundEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A fax that did not go through is tried again after so long.</summary>
    public TimeSpan FaxPause { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>An exchange that cannot be reached for so long is given up, and whoever spoke there is called back; one that refuses to be reached, sooner.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the operator's calls go, as host:port: what stands before several exchanges, or else the first of them. Null: not told.</summary>
    public string? Sip { get; set; }

    /// <summary>Faxes come and go by the first exchange that has a folder for them. Null: there are none.</summary>
    public string? Fax => Nodes.Select(it => it.Fax).FirstOrDefault(it => !string.IsNullOrEmpty(it));

    /// <summary>Reads the settings; <c>Isberg:Voice=false</c> leaves telephony out.</summary>
    /// <exception cref="InvalidOperationException">They say something that cannot be.</exception>
    public static VoiceOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Settings);
        if (section.Value is { } word && bool.TryParse(word, out var isWanted) && !isWanted) return new VoiceOptions();

        var options = section.Get<VoiceOptions>() ?? new VoiceOptions();
        if (options.Nodes.Count > Most) throw new InvalidOperationException($"{Settings}:Nodes has {options.Nodes.Count} entries; at most {Most} can be connected.");
        for (var at = 0; at < options.Nodes.Count; at++)
            if (options.Nodes[at].Wrong is { } wrong) throw new InvalidOperationException($"{Settings}:Nodes:{at} {wrong}");
        if (options.GiveUpAfter < TimeSpan.FromSeconds(1)) throw new InvalidOperationException($"{Settings}:GiveUpAfter is at least one second.");
        if (string.IsNullOrEmpty(options.Sip)) options.Sip = options.Nodes.Select(it => it.Sip).FirstOrDefault(it => it is not null);
        if (options.SoundEvery < TimeSpan.FromSeconds(1)) throw new InvalidOperationException($"{Settings}:SoundEvery is at least one second.");
        return options;
    }
}

/// <summary>One Asterisk, and how it is reached.</summary>
public sealed class VoiceNode
{
    /// <summary>Of its REST interface, for instance http://127.0.0.1:8088/ari/.</summary>
    public string Address { get; set; } = "";

    public string User { get; set; } = "";

    public string? Password { get; set; }

    /// <summary>A file whose first line is the password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Where SIP phones and the operator reach it, as host:port.</summary>
    public string? Sip { get; set; }

    /// <summary>Where phones in browsers reach it, for instance wss://telephony.example.org:8089/ws.</summary>
    public string? WebSocket { get; set; }

    /// <summary>A folder that both Asterisk and this server reach, and nobody else: where Asterisk writes the sound of calls that are recorded. Null: none is recorded.</summary>
    public string? Spool { get; set; }

    /// <summary>Asterisk's own spool folder, which this server reaches too, and nobody else: faxes come and go by it. Null: there are none.</summary>
    public string? Fax { get; set; }

    /// <summary>What is wrong with it, as the end of a sentence. Null: nothing.</summary>
    internal string? Wrong =>
        !Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") ? "needs an Address such as http://127.0.0.1:8088/ari/."
        : User.Length == 0 ? "needs a User."
        : Password is null && PasswordFile is null ? "needs a Password or a PasswordFile."
        : WebSocket is not null && !(Uri.TryCreate(WebSocket, UriKind.Absolute, out var socket) && socket.Scheme is "ws" or "wss") ? "needs a WebSocket such as wss://telephony.example.org:8089/ws."
        : null;

    /// <exception cref="IOException">The file cannot be read.</exception>
    internal string ReadPassword() => Password ?? File.ReadLines(PasswordFile!).FirstOrDefault("").Trim();
}
