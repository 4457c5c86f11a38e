using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Storage;

/// <summary>A value kept whole as JSON text in one column.</summary>
internal static class StoredJson
{
    /// <summary>Enums by name, so that a stored value survives the reordering of an enum.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static PropertyBuilder<T> StoredAsJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => Write(value),
        stored => Read<T>(stored),
        new ValueComparer<T>(
            (left, right) => Write(left) == Write(right),
            value => Write(value).GetHashCode(StringComparison.Ordinal),
            value => Read<T>(Write(value))));

    /// <summary>As it is stored: two values are the same when this is.</summary>
    public static string Text<T>(T value) => Write(value);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read<T>(string stored) => JsonSerializer.Deserialize<T>(stored, Options)!;
}
