using System.Text.Json.Serialization;

namespace Isberg.Asterisk;

/// <summary>Which Asterisk it is, and since when it runs: after a restart everything that was pushed to it is gone.</summary>
public sealed record AsteriskInfo(string Version, string SystemName, DateTimeOffset StartedAt);

/// <summary>Something being played to a channel or a bridge.</summary>
/// <param name="Target">channel:ID or bridge:ID.</param>
/// <param name="State">queued, playing, continuing, done, failed.</param>
public sealed record AriPlayback(string Id, [property: JsonPropertyName("media_uri")] string Media, [property: JsonPropertyName("target_uri")] string Target, string State)
{
    [JsonIgnore]
    public bool HasFailed => State == "failed";
}

/// <summary>A phone, a browser or an operator that Asterisk knows.</summary>
/// <param name="Resource">Its name there.</param>
/// <param name="State">online, offline, or unknown.</param>
public sealed record AriEndpoint(string Technology, string Resource, string State)
{
    /// <summary>The channels it has now.</summary>
    [JsonPropertyName("channel_ids")]
    public IReadOnlyList<string> Channels { get; init; } = [];

    [JsonIgnore]
    public bool IsOnline => State == "online";
}

/// <summary>
/// How the sound of a live leg travels. In jitter, unlike in losses, Asterisk 22 calls tx what it tells the other end, which is what it receives
/// itself, and rx what the other end tells; measured against a phone that reports a jitter and a delay of its own choice.
/// </summary>
/// <param name="Sent">In packets.</param>
/// <param name="Received">In packets.</param>
/// <param name="SentLost">Packets that the other end says it has not got.</param>
/// <param name="ReceivedLost">Packets that have not come.</param>
/// <param name="SentJitter">In seconds, as the other end says.</param>
/// <param name="ReceivedJitter">In seconds.</param>
/// <param name="RoundTrip">In seconds; 0 as long as it is not known.</param>
/// <param name="Reported">Asterisk's own score (0 to 100) of the best that the other end has reported of what it gets (RTCP); 0: it reports nothing.</param>
public sealed record RtpStatistics(
    [property: JsonPropertyName("txcount")] long Sent,
    [property: JsonPropertyName("rxcount")] long Received,
    [property: JsonPropertyName("txploss")] long SentLost,
    [property: JsonPropertyName("rxploss")] long ReceivedLost,
    [property: JsonPropertyName("rxjitter")] double SentJitter,
    [property: JsonPropertyName("txjitter")] double ReceivedJitter,
    [property: JsonPropertyName("rtt")] double RoundTrip,
    [property: JsonPropertyName("remote_maxmes")] double Reported);

/// <summary>Which of the two ways of a channel's sound; seen from Asterisk, in is what comes from the other end.</summary>
public enum Direction
{
    Both,
    In,
    Out,
}

/// <summary>Listening to a channel without its ends noticing, and perhaps speaking into it.</summary>
/// <param name="Id">Our own name of the channel that listens.</param>
/// <param name="Spy">Which way is heard; null: none.</param>
/// <param name="Whisper">Who hears what is said into it: <see cref="Direction.Out"/> the one at the other end of the channel; null: nobody.</param>
public sealed record NewSnoop(string Channel, string Id, Direction? Spy, Direction? Whisper = null)
{
    /// <summary>What our own start event of it carries as arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

/// <summary>Why a leg ends or has ended (ITU-T Q.850); other numbers occur too.</summary>
public enum HangupReason
{
    Unknown = 0,
    NoSuchNumber = 1,
    Normal = 16,
    Busy = 17,
    NoResponse = 18,
    NoAnswer = 19,
    Unreachable = 20,
    Rejected = 21,

    /// <summary>Somebody else took the call: a phone shows no missed call then.</summary>
    AnsweredElsewhere = 26,
    OutOfOrder = 27,
    InvalidNumber = 28,
    Unspecified = 31,
    NoRoute = 34,
    Failure = 38,
    Congestion = 42,

    /// <summary>The sound of the other end stayed away for too long.</summary>
    MediaLost = 44,
    Incompatible = 58,
    TimedOut = 102,
    Interworking = 127,
}
