using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isberg.Asterisk;

/// <summary>How Asterisk writes what it says.</summary>
internal static class AriJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new Moment(), new State() },
    };

    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(this JsonElement element) => element.Deserialize<T>(Options) ?? throw new JsonException($"Asterisk sent nothing where a {typeof(T).Name} was expected.");

    public static DateTimeOffset ReadMoment(string? text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-ddTHH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new JsonException("Asterisk sent a time that is none.");

    private sealed class Moment : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => ReadMoment(reader.GetString());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
    }

    private sealed class State : JsonConverter<ChannelState>
    {
        public override ChannelState Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString() switch
        {
            "Down" => ChannelState.Down,
            "Rsrvd" => ChannelState.Reserved,
            "OffHook" => ChannelState.OffHook,
            "Dialing" => ChannelState.Dialing,
            "Ring" => ChannelState.Ring,
            "Ringing" => ChannelState.Ringing,
            "Up" => ChannelState.Up,
            "Busy" => ChannelState.Busy,
            _ => ChannelState.Other,
        };

        public override void Write(Utf8JsonWriter writer, ChannelState value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
