using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Isberg.Storage;

/// <summary>
/// Writes rows of one table with one prepared statement: row by row on SQLite, a whole batch as one array per column on PostgreSQL.
/// Columns and conversions come from EF's model, so they stand in one place. All writes go through the connection of the first.
/// </summary>
public sealed class HotTable<T> : IDisposable
    where T : class
{
    private static readonly ConditionalWeakTable<IModel, HotColumn[]> Known = [];

    private readonly HotColumn[] columns;
    private readonly string table;
    private readonly string onConflict;
    private readonly List<T> waiting = [];
    private SqliteStatement? one;
    private NpgsqlCommand? all;

    /// <param name="replaces">A row with the same key is replaced; otherwise it is an error.</param>
    /// <param name="addingUp">A property whose new value is added to the old one instead.</param>
    public HotTable(IModel model, bool replaces, string? addingUp = null)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var stored = StoreObjectIdentifier.Table(entity.GetTableName()!);
        columns = Known.GetValue(model, _ => [.. entity.GetProperties().Select(it => HotColumn.Of(it, stored))]);
        table = $"\"{stored.Name}\"";
        onConflict = replaces ? OnConflict(addingUp) : "";
    }

    public void Add(T row) => waiting.Add(row);

    public void Clear() => waiting.Clear();

    /// <summary>Writes what waits. On PostgreSQL a key may stand once only among the rows.</summary>
    public async Task Write(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        if (waiting.Count == 0) return;

        if (connection is NpgsqlConnection postgres) await WriteTogether(postgres, (NpgsqlTransaction)transaction, stop);
        else WriteEach((SqliteConnection)connection);
        waiting.Clear();
    }

    public void Dispose()
    {
        one?.Dispose();
        all?.Dispose();
    }

    /// <summary>SQLite knows one transaction of a connection, and its statements are in it.</summary>
    private void WriteEach(SqliteConnection connection)
    {
        one ??= new SqliteStatement(connection, $"INSERT INTO {table} ({Names}) VALUES ({Listed(columns.Select((_, at) => $"?{at + 1}"))}){onConflict}");
        foreach (var row in waiting)
        {
            for (var at = 0; at < columns.Length; at++) one.Bind(at, columns[at].Stored(row));
            one.Run();
        }
    }

    private async Task WriteTogether(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        all ??= await Together(connection, stop);
        all.Transaction = transaction;
        for (var at = 0; at < columns.Length; at++) all.Parameters[at].Value = columns[at].Array(waiting);
        await all.ExecuteNonQueryAsync(stop);
    }

    private async Task<NpgsqlCommand> Together(NpgsqlConnection connection, CancellationToken stop)
    {
        var arrays = Listed(columns.Select((it, at) => $"@p{at}::{it.ArrayType}"));
        var command = new NpgsqlCommand($"INSERT INTO {table} ({Names}) SELECT * FROM unnest({arrays}){onConflict}", connection);
        for (var at = 0; at < columns.Length; at++) command.Parameters.Add(columns[at].ArrayParameter($"@p{at}"));
        await command.PrepareAsync(stop);
        return command;
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
