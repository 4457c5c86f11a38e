using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isberg.Ledger;

/// <summary>What each event is called in the ledger, in which version, and how its body is written. A stored kind never changes its meaning.</summary>
public static class EventKinds
{
    /// <summary>Events of Core and Server, by the stored name: "ContactArrived" is stored as "contact.arrived".</summary>
    private static readonly FrozenDictionary<Type, string> Kinds = new[] { typeof(Event).Assembly, typeof(EventKinds).Assembly }
        .SelectMany(it => it.GetTypes())
        .Where(it => it.IsSubclassOf(typeof(Event)) && !it.IsAbstract)
        .ToFrozenDictionary(it => it, KindOf);

    private static readonly FrozenDictionary<string, Type> Types = Kinds.ToFrozenDictionary(it => it.Value, it => it.Key, StringComparer.Ordinal);

    /// <summary>How events and snapshots are written.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new JsonStringEnumConverter(),
            new IdAsText<CentreId>(), new IdAsText<CommissionerId>(), new IdAsText<ServiceId>(), new IdAsText<PersonId>(), new IdAsText<SkillId>(),
            new IdAsText<ContactId>(), new IdAsText<CustomerId>(), new IdAsText<MessageId>(), new IdAsText<ReasonId>(), new IdAsText<PresenceReasonId>(),
            new IdAsText<ApiKeyId>(), new IdAsText<MailId>(), new IdAsText<MailboxId>(), new IdAsText<LetterId>(), new IdAsText<FlowId>(),
        },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IReadOnlyDictionary<Type, string> All => Kinds;

    public static string KindOf(Event happened) => Kinds[happened.GetType()];

    /// <summary>What an event would be called, also one that this release does not store.</summary>
    public static string NameOf(Event happened) => KindOf(happened.GetType());

    /// <summary>The version in which events of this kind are written today.</summary>
    public static int VersionOf(string kind) => Versions.GetValueOrDefault(kind, 1);

    public static string Write(Event happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);

    /// <exception cref="InvalidDataException">The kind or version is not known to this release.</exception>
    public static Event Read(string kind, int version, string body)
    {
        if (!Types.TryGetValue(kind, out var type) || version > VersionOf(kind))
            throw new InvalidDataException($"The ledger holds '{kind}' version {version}, which this release does not know. Use the release that wrote it, or a newer one.");

        return (Event)JsonSerializer.Deserialize(body, type, Options)!;
    }

    public static Event Read(LedgerRow row) => Read(row.Kind, row.Version, row.Body);

    /// <summary>Kinds that have been written in another shape before. A centre's rule once had a number of offers before an alarm that decided nothing.</summary>
    private static readonly FrozenDictionary<string, int> Versions =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["centre.changed"] = 2 }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string KindOf(Type type)
    {
        var kind = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && kind.Length > 0) kind.Append('.');
            kind.Append(char.ToLowerInvariant(letter));
        }

        return kind.ToString();
    }

    /// <summary>An id is written as its Guid alone.</summary>
    private sealed class IdAsText<TId> : JsonConverter<TId>
        where TId : struct
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            System.Runtime.CompilerServices.Unsafe.BitCast<Guid, TId>(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(System.Runtime.CompilerServices.Unsafe.BitCast<TId, Guid>(value));
    }
}
