using Isberg.Storage;
using Npgsql;

namespace Isberg.Routing;

/// <summary>
/// The right to serve this database, held by one process at a time and given up with its death: on PostgreSQL an advisory lock of a
/// connection, on SQLite a locked file. Each centre's epoch guards besides, for a process that lost it without noticing.
/// </summary>
public sealed class Lead(Databases databases) : IAsyncDisposable
{
    private const long Key = 0x4973_6265_7267; // "Isberg"
    private const string FileName = "isberg.lead";

    /// <summary>PostgreSQL finds out within half a minute that this machine is gone, not after hours.</summary>
    private const string Watch = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private IAsyncDisposable? held;
    private CancellationTokenSource term = new();

    /// <summary>Cancelled when the lead that is held now is lost.</summary>
    public CancellationToken Term => term.Token;

    public bool IsHeld => Volatile.Read(ref held) is not null;

    /// <summary>Takes the lead, or makes sure that it is still held. False when another process leads.</summary>
    public async Task<bool> TryTake(CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            if (held is NpgsqlConnection connection && !await IsAlive(connection, stop)) await Lose();
            if (held is null) Volatile.Write(ref held, databases.Storage.IsPostgres ? await LockSession(stop) : LockFile());
            return held is not null;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Lose();
        term.Dispose();
        oneAtATime.Dispose();
    }

    private async Task Lose()
    {
        if (held is not { } old) return;

        Volatile.Write(ref held, null);
        var ended = term;
        term = new CancellationTokenSource();
        await ended.CancelAsync();
        ended.Dispose();
        await old.DisposeAsync();
    }

    private static async Task<bool> IsAlive(NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(stop);
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<IAsyncDisposable?> LockSession(CancellationToken stop)
    {
        // Not from the pool: closing it must give the lock up at once.
        var settings = new NpgsqlConnectionStringBuilder(databases.Storage.ConnectionString) { Pooling = false, TcpKeepAlive = true };
        settings.Options = $"{settings.Options} {Watch}".Trim();
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Key });
            if (await command.ExecuteScalarAsync(stop) is true) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private FileStream? LockFile()
    {
        var path = Path.Combine(databases.Storage.Folder, FileName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // another process has it
        }
    }
}
