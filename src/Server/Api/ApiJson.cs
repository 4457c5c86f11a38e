using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isberg.Api;

/// <summary>How the API and the live stream write JSON: enums by name, ids as their Guid, numbers as numbers, nothing twice, nothing missing.</summary>
public static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.MaxDepth = Limits.Depth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new IdsAsText());
        options.Converters.Add(new LanguageAsText());
        options.Converters.Add(new CleanText());
    }

    /// <summary>Whether a type is an id: a value type of ours around one Guid.</summary>
    public static bool IsId(Type type) =>
        type is { IsValueType: true, Namespace: "Isberg" }
        && type.GetProperties(BindingFlags.Instance | BindingFlags.Public) is [{ Name: "Value" } only]
        && only.PropertyType == typeof(Guid);

    private sealed class IdsAsText : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => IsId(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdAsText<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class IdAsText<TId> : JsonConverter<TId>
        where TId : struct
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id)
                ? Unsafe.BitCast<Guid, TId>(id)
                : throw new JsonException("An id is a UUID in quotation marks.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Unsafe.BitCast<TId, Guid>(value));

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Guid.TryParse(reader.GetString(), out var id) ? Unsafe.BitCast<Guid, TId>(id) : throw new JsonException("An id is a UUID.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Unsafe.BitCast<TId, Guid>(value).ToString());
    }

    private sealed class LanguageAsText : JsonConverter<Language>
    {
        private const int Length = 2;

        public override Language Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var code = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return code is { Length: Length } && code.All(char.IsAsciiLetterLower)
                ? new Language(code)
                : throw new JsonException("A language is two small letters, for instance sv.");
        }

        public override void Write(Utf8JsonWriter writer, Language value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }

    /// <summary>Text in every script is taken as it is; only NUL, which no database keeps, is refused.</summary>
    private sealed class CleanText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("Text stands in quotation marks.");

            var text = reader.GetString();
            return text is null || !text.Contains('\0') ? text : throw new JsonException("Text may not hold the character NUL.");
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } name && !name.Contains('\0') ? name : throw new JsonException("A name may not hold the character NUL.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }
}
