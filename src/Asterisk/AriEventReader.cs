using System.Text.Json;

namespace Isberg.Asterisk;

/// <summary>Makes typed events of what Asterisk sends.</summary>
internal static class AriEventReader
{
    private static readonly Dictionary<string, Func<DateTimeOffset, JsonElement, AriEvent>> Kinds = new()
    {
        ["ApplicationReplaced"] = (at, _) => new Replaced(at),
        ["StasisStart"] = (at, it) => new ChannelEnteredStasis(at, Channel(it), it.GetProperty("args").Read<string[]>(), Maybe<AriChannel>(it, "replace_channel")),
        ["StasisEnd"] = (at, it) => new ChannelLeftStasis(at, Channel(it)),
        ["ChannelCreated"] = (at, it) => new ChannelCreated(at, Channel(it)),
        ["ChannelStateChange"] = (at, it) => new ChannelStateChanged(at, Channel(it)),
        ["ChannelHangupRequest"] = (at, it) => new ChannelHangupRequested(at, Channel(it), (HangupReason)Number(it, "cause"), it.TryGetProperty("soft", out var soft) && soft.GetBoolean()),
        ["ChannelDestroyed"] = (at, it) => new ChannelDestroyed(at, Channel(it), (HangupReason)Number(it, "cause"), Text(it, "cause_txt"), Number(it, "tech_cause")),
        ["ChannelDtmfReceived"] = (at, it) => new DtmfReceived(at, Channel(it), Text(it, "digit")[0], TimeSpan.FromMilliseconds(Number(it, "duration_ms"))),
        ["ChannelTalkingStarted"] = (at, it) => new ChannelTalking(at, Channel(it), IsTalking: true),
        ["ChannelTalkingFinished"] = (at, it) => new ChannelTalking(at, Channel(it), IsTalking: false),
        ["ChannelHold"] = (at, it) => new ChannelHeld(at, Channel(it)),
        ["ChannelUnhold"] = (at, it) => new ChannelUnheld(at, Channel(it)),
        ["Dial"] = (at, it) => new ChannelDialed(at, it.GetProperty("peer").Read<AriChannel>(), Text(it, "dialstatus")),
        ["ChannelTransfer"] = Transfer,
        ["ChannelEnteredBridge"] = (at, it) => new ChannelEnteredBridge(at, Channel(it), it.GetProperty("bridge").Read<AriBridge>()),
        ["ChannelLeftBridge"] = (at, it) => new ChannelLeftBridge(at, Channel(it), it.GetProperty("bridge").Read<AriBridge>()),
        ["BridgeDestroyed"] = (at, it) => new BridgeDestroyed(at, it.GetProperty("bridge").Read<AriBridge>()),
        ["PlaybackFinished"] = (at, it) => new PlaybackFinished(at, it.GetProperty("playback").Read<AriPlayback>()),
        ["EndpointStateChange"] = (at, it) => new EndpointStateChanged(at, it.GetProperty("endpoint").Read<AriEndpoint>()),
        ["PeerStatusChange"] = (at, it) => new EndpointStateChanged(at, it.GetProperty("endpoint").Read<AriEndpoint>()),
        ["ContactStatusChange"] = (at, it) => new ContactStatusChanged(at, it.GetProperty("endpoint").Read<AriEndpoint>(), Text(it.GetProperty("contact_info"), "contact_status")),
    };

    /// <summary>The kinds that are asked for; Asterisk keeps the others to itself.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>Null when it is of a kind that we pass over.</summary>
    /// <exception cref="JsonException">It is not what Asterisk sends.</exception>
    public static AriEvent? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var parsed = JsonDocument.Parse(message);
            var it = parsed.RootElement;
            return Kinds.TryGetValue(Text(it, "type"), out var read) ? read(AriJson.ReadMoment(Text(it, "timestamp")), it) : null;
        }
        catch (Exception odd) when (odd is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new JsonException("Asterisk sent an event that cannot be read.", odd);
        }
    }

    private static ChannelTransferred Transfer(DateTimeOffset at, JsonElement it)
    {
        var from = it.GetProperty("referred_by").GetProperty("source_channel").Read<AriChannel>();
        var wanted = it.GetProperty("refer_to").TryGetProperty("requested_destination", out var destination) ? Text(destination, "destination") : "";
        return new ChannelTransferred(at, from, wanted, Text(it, "state"));
    }

    private static AriChannel Channel(JsonElement it) => it.GetProperty("channel").Read<AriChannel>();

    private static T? Maybe<T>(JsonElement it, string name)
        where T : class => it.TryGetProperty(name, out var found) ? found.Read<T>() : null;

    private static string Text(JsonElement it, string name) => it.TryGetProperty(name, out var found) ? found.GetString() ?? "" : "";

    private static int Number(JsonElement it, string name) => it.TryGetProperty(name, out var found) && found.TryGetInt32(out var number) ? number : 0;
}
