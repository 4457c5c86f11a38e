using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Isberg.Storage;

/// <summary>
/// Writes rows of one table with one prepared command: row by row on SQLite, a whole batch as one array per column on PostgreSQL.
/// Columns and conversions come from EF's model, so they stand in one place.
/// </summary>
public sealed class HotTable<T>
    where T : class
{
    private readonly HotColumn[] columns;
    private readonly string table;
    private readonly string onConflict;
    private readonly List<T> waiting = [];
    private DbCommand? command;

    /// <param name="replaces">A row with the same key is replaced; otherwise it is an error.</param>
    /// <param name="addingUp">A property whose new value is added to the old one instead.</param>
    public HotTable(IModel model, bool replaces, string? addingUp = null)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var stored = StoreObjectIdentifier.Table(entity.GetTableName()!);
        columns = [.. entity.GetProperties().Select(it => HotColumn.Of(it, stored))];
        table = $"\"{stored.Name}\"";
        onConflict = replaces ? OnConflict(addingUp) : "";
    }

    public void Add(T row) => waiting.Add(row);

    public void Clear() => waiting.Clear();

    /// <summary>Writes what waits. On PostgreSQL a key may stand once only among the rows.</summary>
    public async Task Write(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        if (waiting.Count == 0) return;

        command ??= connection is NpgsqlConnection postgres ? await Together(postgres, stop) : Single(connection);
        command.Transaction = transaction;
        if (command is NpgsqlCommand all) await WriteTogether(all, stop);
        else await WriteEach(command, stop);
        waiting.Clear();
    }

    private async Task WriteEach(DbCommand one, CancellationToken stop)
    {
        foreach (var row in waiting)
        {
            for (var at = 0; at < columns.Length; at++) one.Parameters[at].Value = columns[at].Stored(row) ?? DBNull.Value;
            await one.ExecuteNonQueryAsync(stop);
        }
    }

    private async Task WriteTogether(NpgsqlCommand all, CancellationToken stop)
    {
        for (var at = 0; at < columns.Length; at++) all.Parameters[at].Value = columns[at].Array(waiting);
        await all.ExecuteNonQueryAsync(stop);
    }

    private DbCommand Single(DbConnection connection)
    {
        var one = connection.CreateCommand();
        one.CommandText = $"INSERT INTO {table} ({Names}) VALUES ({Listed(columns.Select((_, at) => $"@p{at}"))}){onConflict}";
        for (var at = 0; at < columns.Length; at++) one.Parameters.Add(columns[at].Parameter(one, $"@p{at}"));
        return one;
    }

    private async Task<DbCommand> Together(NpgsqlConnection connection, CancellationToken stop)
    {
        var arrays = Listed(columns.Select((it, at) => $"@p{at}::{it.ArrayType}"));
        var all = new NpgsqlCommand($"INSERT INTO {table} ({Names}) SELECT * FROM unnest({arrays}){onConflict}", connection);
        for (var at = 0; at < columns.Length; at++) all.Parameters.Add(columns[at].ArrayParameter($"@p{at}"));
        await all.PrepareAsync(stop);
        return all;
    }

    private string Names => Listed(columns.Select(it => it.Name));

    private string OnConflict(string? addingUp)
    {
        var keys = Listed(columns.Where(it => it.IsKey).Select(it => it.Name));
        var others = Listed(columns.Where(it => !it.IsKey).Select(it =>
            it.Name == $"\"{addingUp}\"" ? $"{it.Name} = {table}.{it.Name} + excluded.{it.Name}" : $"{it.Name} = excluded.{it.Name}"));
        return $" ON CONFLICT ({keys}) DO UPDATE SET {others}";
    }

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);
}
