using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Storage;

/// <summary>
/// Carries what SQLite has committed from its log into the database file, beside the writers: left to itself, SQLite makes some unlucky
/// commit do that, with everybody behind it waiting. PostgreSQL does it by itself.
/// </summary>
internal sealed partial class Checkpoints(Databases databases, TimeProvider time, ILogger<Checkpoints> log) : BackgroundService
{
    /// <summary>A log longer than this (in pages of 4 kB) is finished while the writers wait a moment, so that it begins anew.</summary>
    public const int LongLog = 16_000;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (databases.Storage.IsPostgres) return;

        using var tick = new PeriodicTimer(Pace, time);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken)) await CarryOver(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the last connection carries over what is left.
        }
    }

    private async Task CarryOver(CancellationToken stop)
    {
        try
        {
            await using var connection = new SqliteConnection(databases.Storage.ConnectionString);
            await connection.OpenAsync(stop);
            if (Carry(connection) < LongLog) return;

            using var gate = await databases.WriteGate(stop);
            Carry(connection);
        }
#pragma warning disable CA1031 // A job is a border: a longer log costs nothing but room, and the next round tries again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    /// <summary>Answers how long the log is, in pages.</summary>
    private static int Carry(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetInt32(1) : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "SQLite's log could not be carried over into the database file")]
    private static partial void Failed(ILogger log, Exception error);
}
