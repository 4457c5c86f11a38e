using System.Data.Common;
using System.Diagnostics;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Benches;

/// <summary>The same rows in the same batches into an empty database with the same indexes, as fast as it takes them.</summary>
internal static class RawLimit
{
    /// <summary>Contacts per second.</summary>
    public static async Task<double> Measure(BenchServer from, IReadOnlyList<LedgerLoad.Batch> batches, int contacts, string? connection) =>
        contacts / (await Write(from, batches, TimeSpan.Zero, connection)).Seconds;

    /// <summary>Milliseconds that each commit took, the fastest first, when they come evenly over a time.</summary>
    public static async Task<IReadOnlyList<double>> Commits(BenchServer from, IReadOnlyList<LedgerLoad.Batch> batches, TimeSpan over) =>
        [.. (await Write(from, batches, over, null)).Commits.Order()];

    private static async Task<(double Seconds, List<double> Commits)> Write(BenchServer from, IReadOnlyList<LedgerLoad.Batch> batches, TimeSpan over, string? connection)
    {
        var tables = new Tables();
        await using (var db = from.Databases.CreateDbContext())
        {
            await db.Database.OpenConnectionAsync();
            await tables.Load(db.Database.GetDbConnection());
        }

        var folder = Directory.CreateTempSubdirectory("isberg-raw-").FullName;
        var databases = new Databases(new StorageOptions { Folder = folder, Connection = connection });
        await databases.Migrate(CancellationToken.None);
        (double Seconds, List<double> Commits) took;
        await using (var db = databases.CreateDbContext())
        {
            await db.Database.OpenConnectionAsync();
            took = await Write(db.Database.GetDbConnection(), tables, batches, over);
        }

        await databases.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return took;
    }

    private static async Task<(double Seconds, List<double> Commits)> Write(DbConnection connection, Tables tables, IReadOnlyList<LedgerLoad.Batch> batches, TimeSpan over)
    {
        await tables.WriteHead(connection);
        var prepared = batches.Select(it => tables.Prepare(connection, it)).ToList();
        var commits = new List<double>();
        var began = Stopwatch.GetTimestamp();
        foreach (var batch in prepared)
        {
            if (over * commits.Count / prepared.Count - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early) await Task.Delay(early);
            var commit = Stopwatch.GetTimestamp();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (table, rows) in batch) await table.Write(connection, transaction, rows);
            await tables.MoveHead(connection, transaction);
            await transaction.CommitAsync();
            commits.Add(Stopwatch.GetElapsedTime(commit).TotalMilliseconds);
        }

        return (Stopwatch.GetElapsedTime(began).TotalSeconds, commits);
    }

    private sealed class Tables
    {
        private readonly RawTable ledger = new("ledger");
        private readonly RawTable contacts = new("contacts", "Id");
        private readonly RawTable segments = new("segments", "Contact", "Number");
        private readonly RawTable conversations = new("conversations");
        private readonly RawTable heads = new("heads");
        private Dictionary<Guid, object[]> contactOf = [], segmentOf = [], conversationOf = [];
        private DbCommand? move;

        public async Task Load(DbConnection connection)
        {
            await ledger.Load(connection, "ORDER BY \"Sequence\"");
            await contacts.Load(connection, "");
            await segments.Load(connection, "");
            await conversations.Load(connection, "");
            await heads.Load(connection, "");
            contactOf = contacts.Rows.ToDictionary(it => IdOf(it[contacts["Id"]]));
            segmentOf = segments.Rows.ToDictionary(it => IdOf(it[segments["Contact"]]));
            conversationOf = conversations.Rows.ToDictionary(it => IdOf(it[conversations["Contact"]]));
        }

        public List<(RawTable Table, object Rows)> Prepare(DbConnection connection, LedgerLoad.Batch batch)
        {
            var touched = batch.Contacts.Select(it => it.Value).ToList();
            return
            [
                (ledger, ledger.Prepare(connection, ledger.Rows.GetRange((int)batch.First - 1, batch.Events))),
                (contacts, contacts.Prepare(connection, [.. touched.Select(it => contactOf[it])])),
                (segments, segments.Prepare(connection, [.. touched.Where(segmentOf.ContainsKey).Select(it => segmentOf[it])])),
                (conversations, conversations.Prepare(connection, [.. batch.Arrived.Select(it => conversationOf[it.Value])])),
            ];
        }

        public async Task WriteHead(DbConnection connection)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await heads.Write(connection, transaction, heads.Prepare(connection, heads.Rows));
            await transaction.CommitAsync();
        }

        public async Task MoveHead(DbConnection connection, DbTransaction transaction)
        {
            if (move is null)
            {
                move = connection.CreateCommand();
                move.CommandText = "UPDATE heads SET \"Sequence\" = \"Sequence\" + 1";
            }

            move.Transaction = transaction;
            await move.ExecuteNonQueryAsync();
        }

        private static Guid IdOf(object stored) => stored is Guid id ? id : new Guid((byte[])stored, bigEndian: true);
    }
}
