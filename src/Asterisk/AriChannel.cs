using System.Text.Json.Serialization;

namespace Isberg.Asterisk;

/// <summary>One leg of a call, as Asterisk saw it when it was asked or when the event happened.</summary>
/// <param name="Name">The technology, the endpoint and a number, for example PJSIP/trunk-0000002a.</param>
/// <param name="Caller">Who is at the other end of this leg.</param>
/// <param name="Connected">Who that one is told that he talks to.</param>
public sealed record AriChannel(string Id, string Name, ChannelState State, AriParty Caller, AriParty Connected)
{
    [JsonPropertyName("creationtime")]
    public DateTimeOffset CreatedAt { get; init; }

    public string Language { get; init; } = "";

    /// <summary>What the signalling calls this leg: the Call-ID of SIP.</summary>
    public string ProtocolId { get; init; } = "";

    public DialplanPlace Dialplan { get; init; } = new("", "", 0);

    /// <summary>The variables that the configuration (channelvars) sends along; those that are not set are empty.</summary>
    [JsonPropertyName("channelvars")]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    [JsonIgnore]
    public bool IsUp => State is ChannelState.Up;
}

/// <summary>A number and a name; both are empty when they are not known or withheld.</summary>
public sealed record AriParty(string Number, string Name);

/// <summary>Where a channel is in the dial plan, and which of its applications has it.</summary>
public sealed record DialplanPlace(string Context, [property: JsonPropertyName("exten")] string Extension, long Priority)
{
    [JsonPropertyName("app_name")]
    public string Running { get; init; } = "";
}

/// <summary>How far a leg has come.</summary>
public enum ChannelState
{
    Other,
    Down,
    Reserved,
    OffHook,
    Dialing,

    /// <summary>It calls us, and we have not answered.</summary>
    Ring,

    /// <summary>We call it, and it rings.</summary>
    Ringing,
    Up,
    Busy,
}

/// <summary>A leg to be made: it does not ring before it is dialled.</summary>
/// <param name="Endpoint">Whom it leads to, for example PJSIP/maya or PJSIP/trunk/sip:+46701234567@operator.example.</param>
/// <param name="Id">Our own; a second leg with it is refused (<see cref="AriException.IsConflict"/>).</param>
public sealed record NewChannel(string Endpoint, string Id)
{
    /// <summary>Of its other half, when it is a Local channel, which goes through the dial plan.</summary>
    public string? OtherId { get; init; }

    /// <summary>The channel that it is made for: its codecs are offered, so that nothing has to be translated.</summary>
    public string? Originator { get; init; }

    /// <summary>The codecs to offer, for example alaw; instead of an originator.</summary>
    public string? Formats { get; init; }

    /// <summary>What our own start event of it carries as arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
