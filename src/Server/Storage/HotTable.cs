using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Isberg.Storage;

/// <summary>Writes rows of one table with one prepared command, for the floor's batch. Columns and conversions come from EF's model, so they stand in one place.</summary>
public sealed class HotTable<T>
    where T : class
{
    private readonly Column[] columns;
    private readonly string sql;
    private readonly List<T> waiting = [];
    private DbCommand? command;

    /// <param name="replaces">A row with the same key is replaced; otherwise it is an error.</param>
    /// <param name="addingUp">A property whose new value is added to the old one instead.</param>
    public HotTable(IModel model, bool replaces, string? addingUp = null)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        columns = [.. entity.GetProperties().Select(it => new Column(
            $"\"{it.GetColumnName(table)}\"", it.IsPrimaryKey(), it.GetRelationalTypeMapping(), it.IsNullable, row => it.GetGetter().GetClrValue(row)))];
        sql = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(it => it.Name))}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})"
            + (replaces ? OnConflict(table.Name, addingUp) : "");
    }

    public void Add(T row) => waiting.Add(row);

    public void Clear() => waiting.Clear();

    /// <summary>Writes what waits, in one round trip where the database allows it.</summary>
    public async Task Write(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        if (waiting.Count == 0) return;

        if (connection is NpgsqlConnection postgres) await WriteTogether(postgres, (NpgsqlTransaction)transaction, stop);
        else await WriteEach(connection, transaction, stop);
        waiting.Clear();
    }

    private async Task WriteEach(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        command ??= Prepared(connection);
        command.Transaction = transaction;
        foreach (var row in waiting)
        {
            for (var at = 0; at < columns.Length; at++) command.Parameters[at].Value = columns[at].Stored(row);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private async Task WriteTogether(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in waiting)
        {
            var one = new NpgsqlBatchCommand(sql);
            using var maker = connection.CreateCommand();
            for (var at = 0; at < columns.Length; at++)
            {
                var parameter = columns[at].Parameter(maker, at);
                parameter.Value = columns[at].Stored(row);
                one.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(one);
        }

        await batch.PrepareAsync(stop);
        await batch.ExecuteNonQueryAsync(stop);
    }

    private DbCommand Prepared(DbConnection connection)
    {
        var prepared = connection.CreateCommand();
        prepared.CommandText = sql;
        for (var at = 0; at < columns.Length; at++) prepared.Parameters.Add(columns[at].Parameter(prepared, at));
        return prepared;
    }

    private string OnConflict(string table, string? addingUp)
    {
        var keys = string.Join(", ", columns.Where(it => it.IsKey).Select(it => it.Name));
        var others = string.Join(", ", columns.Where(it => !it.IsKey).Select(it =>
            it.Name == $"\"{addingUp}\"" ? $"{it.Name} = \"{table}\".{it.Name} + excluded.{it.Name}" : $"{it.Name} = excluded.{it.Name}"));
        return $" ON CONFLICT ({keys}) DO UPDATE SET {others}";
    }

    private sealed record Column(string Name, bool IsKey, RelationalTypeMapping Mapping, bool IsNullable, Func<object, object?> Get)
    {
        public DbParameter Parameter(DbCommand command, int at) => Mapping.CreateParameter(command, $"@p{at}", null, nullable: true);

        public object Stored(object row)
        {
            var value = Get(row);
            if (value is null) return DBNull.Value;
            if (Mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
            return value is Enum ? Convert.ToInt32(value) : value ?? DBNull.Value;
        }
    }
}
