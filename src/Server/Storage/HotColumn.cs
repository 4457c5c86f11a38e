using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Isberg.Storage;

/// <summary>One column of a <see cref="HotTable{T}"/>: what EF's model says about it, ready to be used many times.</summary>
internal abstract class HotColumn(string name, bool isKey, RelationalTypeMapping mapping, Func<object, object?> get)
{
    public string Name { get; } = name;

    public bool IsKey { get; } = isKey;

    /// <summary>PostgreSQL's name of an array of the stored type.</summary>
    public abstract string ArrayType { get; }

    public static HotColumn Of(IProperty property, StoreObjectIdentifier table)
    {
        var mapping = property.GetRelationalTypeMapping();
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        if (stored.IsEnum) stored = typeof(int);
        var getter = property.GetGetter();
        return (HotColumn)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored) : stored),
            $"\"{property.GetColumnName(table)}\"", property.IsPrimaryKey(), mapping, (Func<object, object?>)getter.GetClrValue)!;
    }

    public abstract NpgsqlParameter ArrayParameter(string parameter);

    /// <summary>The column's value in one row, as the database takes it.</summary>
    public object? Stored(object row)
    {
        var value = get(row);
        if (value is not null && mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
        return value is Enum ? Convert.ToInt32(value) : value;
    }

    /// <summary>The column's values in all rows.</summary>
    public abstract object Array<T>(List<T> rows)
        where T : class;

    private sealed class Typed<TStored>(string name, bool isKey, RelationalTypeMapping mapping, Func<object, object?> get)
        : HotColumn(name, isKey, mapping, get)
    {
        private static readonly (NpgsqlDbType Type, string Name) Known =
            typeof(TStored) == typeof(Guid?) ? (NpgsqlDbType.Uuid, "uuid[]")
            : typeof(TStored) == typeof(long?) ? (NpgsqlDbType.Bigint, "bigint[]")
            : typeof(TStored) == typeof(int?) ? (NpgsqlDbType.Integer, "integer[]")
            : typeof(TStored) == typeof(bool?) ? (NpgsqlDbType.Boolean, "boolean[]")
            : typeof(TStored) == typeof(byte[]) ? (NpgsqlDbType.Bytea, "bytea[]")
            : typeof(TStored) == typeof(string) ? (NpgsqlDbType.Text, "text[]")
            : throw new UnreachableException($"No hot table has a column of {typeof(TStored)}.");

        public override string ArrayType => Known.Name;

        public override NpgsqlParameter ArrayParameter(string parameter) =>
            new NpgsqlParameter<TStored?[]>(parameter, NpgsqlDbType.Array | Known.Type);

        public override object Array<T>(List<T> rows)
        {
            var values = new TStored?[rows.Count];
            for (var at = 0; at < values.Length; at++) values[at] = (TStored?)Stored(rows[at]);
            return values;
        }
    }
}
