using System.Buffers.Binary;
using Isberg.Storage;
using Npgsql;

namespace Isberg.Routing;

/// <summary>
/// The right to lead one centre's floor, held by one process at a time and given up with its death: on PostgreSQL an advisory lock
/// of a connection, on SQLite a locked file. The head row's epoch guards besides, for a process that lost it without noticing.
/// </summary>
internal sealed class Lead : IAsyncDisposable
{
    private readonly IAsyncDisposable held;

    private Lead(IAsyncDisposable held) => this.held = held;

    /// <summary>Null when another process leads.</summary>
    public static async Task<Lead?> TryTake(Databases databases, CentreId centre, CancellationToken stop)
    {
        var held = databases.Storage.IsPostgres ? await LockSession(databases.Storage, centre, stop) : LockFile(databases.Storage, centre);
        return held is null ? null : new Lead(held);
    }

    public ValueTask DisposeAsync() => held.DisposeAsync();

    private static async Task<IAsyncDisposable?> LockSession(StorageOptions storage, CentreId centre, CancellationToken stop)
    {
        // Not from the pool: closing it must give the lock up at once.
        var settings = new NpgsqlConnectionStringBuilder(storage.ConnectionString) { Pooling = false, TcpKeepAlive = true };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = KeyOf(centre) });
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

    private static FileStream? LockFile(StorageOptions storage, CentreId centre)
    {
        var path = Path.Combine(storage.Folder, $"{centre.Value}.lead");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // another process has it
        }
    }

    private static long KeyOf(CentreId centre)
    {
        Span<byte> bytes = stackalloc byte[16];
        centre.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
