using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

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

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly NpgsqlDataSource? postgres;
    private readonly DbContextOptions options;

    /// <param name="interceptors">What listens in on EF; a test's stand-in for a full disk.</param>
    public Databases(StorageOptions storage, IEnumerable<IInterceptor>? interceptors = null)
    {
        Storage = storage;
        Directory.CreateDirectory(storage.Folder);
        if (storage.IsPostgres)
        {
            postgres = NpgsqlDataSource.Create(storage.ConnectionString);
            options = new DbContextOptionsBuilder<PostgresDatabase>().UseNpgsql(postgres).AddInterceptors(interceptors ?? []).Options;
        }
        else
        {
            options = new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite(storage.ConnectionString).AddInterceptors([new SqliteSettings(), .. interceptors ?? []]).Options;
        }
    }

    public StorageOptions Storage { get; }

    public Database CreateDbContext() => Storage.IsPostgres
        ? new PostgresDatabase((DbContextOptions<PostgresDatabase>)options)
        : new SqliteDatabase((DbContextOptions<SqliteDatabase>)options);

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

    private sealed class Passage(SemaphoreSlim? gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }

    /// <summary>A commit is on the disk when it is acknowledged; readers and the writer do not wait for each other.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = ((SqliteConnection)connection).CreateCommand();
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
