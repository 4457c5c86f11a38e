using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using SQLitePCL;

namespace Isberg.Storage;

/// <summary>Where the data is.</summary>
public sealed record StorageOptions
{
    /// <summary>Files, keys and, without another database, the SQLite file. Outside the web root.</summary>
    public required string Folder { get; init; }

    /// <summary>A PostgreSQL connection string ("Host=…") or an SQLite one ("Data Source=…"). Null: a file in the folder.</summary>
    public string? Connection { get; init; }

    public bool IsPostgres => Connection is { } it && it.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public string ConnectionString => Connection ?? $"Data Source={Path.Combine(Folder, "isberg.sqlite")}";
}

/// <summary>Opens the database, whichever it is, and lets one writer at a time into SQLite.</summary>
public sealed class Databases : IDbContextFactory<Database>, IAsyncDisposable
{
    private static readonly TimeSpan GateWait = TimeSpan.FromSeconds(20);

    /// <summary>The most statements that each connection to PostgreSQL keeps prepared.</summary>
    private const int AutoPrepared = 100;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly NpgsqlDataSource? postgres;
    private readonly Func<Database> open;

    /// <param name="interceptors">What listens in on EF; a test's stand-in for a full disk.</param>
    public Databases(StorageOptions storage, IEnumerable<IInterceptor>? interceptors = null)
    {
        Storage = storage;
        Directory.CreateDirectory(storage.Folder);
        if (storage.IsPostgres)
        {
            postgres = NpgsqlDataSource.Create(WithHabits(storage.ConnectionString));
            open = Pool(new DbContextOptionsBuilder<PostgresDatabase>().UseNpgsql(postgres).AddInterceptors(interceptors ?? []));
        }
        else
        {
            open = Pool(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite(storage.ConnectionString).AddInterceptors([new SqliteSettings(), .. interceptors ?? []]));
        }
    }

    public StorageOptions Storage { get; }

    /// <summary>From a pool: what is disposed of is used again.</summary>
    public Database CreateDbContext() => open();

    public async Task Migrate(CancellationToken stop)
    {
        await using var db = CreateDbContext();
        await db.Database.MigrateAsync(stop);
    }

    /// <summary>On SQLite, every write in the process passes here, one at a time; on PostgreSQL the database sees to it.</summary>
    /// <exception cref="TimeoutException">The gate did not open in time.</exception>
    public async Task<IDisposable> WriteGate(CancellationToken stop)
    {
        if (Storage.IsPostgres) return new Passage(null);
        if (!await gate.WaitAsync(GateWait, stop)) throw new TimeoutException("Another write has held the SQLite database for too long.");
        return new Passage(gate);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        gate.Dispose();
    }

    private static Func<Database> Pool<T>(DbContextOptionsBuilder<T> options)
        where T : Database => new PooledDbContextFactory<T>(options.Options).CreateDbContext;

    /// <summary>Statements that come again and again are prepared by themselves; no session keeps anything that would have to be reset.</summary>
    private static string WithHabits(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = AutoPrepared, NoResetOnClose = true }.ConnectionString;

    private sealed class Passage(SemaphoreSlim? gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }

    /// <summary>A commit is on the disk when it is acknowledged; readers and the writer do not wait for each other.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=20000;";

        private static readonly ConditionalWeakTable<sqlite3, object> Settled = [];
        private static readonly ConditionalWeakTable<SqliteConnection, object> Taught = [];

        /// <summary>What comes from the pool has its settings already; functions belong to the connection that was taught them, and leave the pool's with it.</summary>
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            var sqlite = (SqliteConnection)connection;
            if (Taught.TryAdd(sqlite, Settings)) Folding.Teach(sqlite);
            if (!Settled.TryAdd(sqlite.Handle!, Settings)) return;

            using var command = sqlite.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
