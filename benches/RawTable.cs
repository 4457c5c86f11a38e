using System.Data.Common;
using Npgsql;

namespace Isberg.Benches;

/// <summary>One table's rows, written with a prepared statement and nothing else: what the database can do at most.</summary>
internal sealed class RawTable
{
    private readonly string name;
    private readonly string[] keys;
    private readonly List<string> columns = [];
    private readonly List<Type> types = [];
    private readonly List<string> stored = [];
    private DbCommand? command;

    public RawTable(string name, params string[] keys) => (this.name, this.keys) = (name, keys);

    /// <summary>The stored values of every row.</summary>
    public List<object[]> Rows { get; } = [];

    public int this[string column] => columns.IndexOf(column);

    public async Task Load(DbConnection connection, string where)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = $"SELECT * FROM \"{name}\" {where}";
        await using var reader = await select.ExecuteReaderAsync();
        for (var at = 0; at < reader.FieldCount; at++)
        {
            columns.Add(reader.GetName(at));
            types.Add(reader.GetFieldType(at));
            stored.Add(reader.GetDataTypeName(at).Replace("character varying", "text", StringComparison.Ordinal).Split('(')[0]);
        }

        while (await reader.ReadAsync())
        {
            var row = new object[columns.Count];
            reader.GetValues(row);
            Rows.Add(row);
        }
    }

    /// <summary>What <see cref="Write"/> takes: on PostgreSQL an array for each column, on SQLite the rows.</summary>
    public object Prepare(DbConnection connection, List<object[]> rows) => connection is NpgsqlConnection
        ? columns.Select((_, column) => ArrayOf(rows, column)).ToArray()
        : rows;

    public async Task Write(DbConnection connection, DbTransaction transaction, object prepared)
    {
        command ??= await NewCommand(connection);
        command.Transaction = transaction;
        if (prepared is Array[] arrays)
        {
            for (var at = 0; at < arrays.Length; at++) command.Parameters[at].Value = arrays[at];
            await command.ExecuteNonQueryAsync();
            return;
        }

        foreach (var row in (List<object[]>)prepared)
        {
            for (var at = 0; at < row.Length; at++) command.Parameters[at].Value = row[at];
            await command.ExecuteNonQueryAsync();
        }
    }

    private Array ArrayOf(List<object[]> rows, int column)
    {
        var of = types[column].IsValueType ? typeof(Nullable<>).MakeGenericType(types[column]) : types[column];
        var values = Array.CreateInstance(of, rows.Count);
        for (var at = 0; at < rows.Count; at++) values.SetValue(rows[at][column] is DBNull ? null : rows[at][column], at);
        return values;
    }

    private async Task<DbCommand> NewCommand(DbConnection connection)
    {
        var names = string.Join(", ", columns.Select(it => $"\"{it}\""));
        var onConflict = keys.Length == 0 ? ""
            : $" ON CONFLICT ({string.Join(", ", keys.Select(it => $"\"{it}\""))}) DO UPDATE SET {string.Join(", ", columns.Except(keys).Select(it => $"\"{it}\" = excluded.\"{it}\""))}";
        var made = connection.CreateCommand();
        var values = columns.Select((_, at) => made is NpgsqlCommand ? $"@p{at}::{stored[at]}[]" : $"@p{at}");
        made.CommandText = made is NpgsqlCommand
            ? $"INSERT INTO \"{name}\" ({names}) SELECT * FROM unnest({string.Join(", ", values)}){onConflict}"
            : $"INSERT INTO \"{name}\" ({names}) VALUES ({string.Join(", ", values)}){onConflict}";
        for (var at = 0; at < columns.Count; at++)
        {
            var parameter = made.CreateParameter();
            parameter.ParameterName = $"@p{at}";
            if (made is NpgsqlCommand) parameter.Value = ArrayOf([], at);
            made.Parameters.Add(parameter);
        }

        if (made is NpgsqlCommand) await made.PrepareAsync();
        return made;
    }
}
