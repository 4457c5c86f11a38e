using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Ledger;

/// <summary>Makes a snapshot of each centre's floor whenever enough has happened since the last, from the ledger alone.</summary>
internal sealed partial class SnapshotKeeper(LiveCentres centres, Databases databases, TimeProvider time, ILogger<SnapshotKeeper> log) : BackgroundService
{
    /// <summary>A start reads at most about this many events.</summary>
    public const int Events = 20_000;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(Look, time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var centre in centres.All) await Keep(centre.Id, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Keep(CentreId centre, CancellationToken stop)
    {
        try
        {
            await using var db = databases.CreateDbContext();
            var head = await db.Heads.AsNoTracking().Where(it => it.Centre == centre).Select(it => it.Sequence).SingleOrDefaultAsync(stop);
            var last = await db.Snapshots.Where(it => it.Centre == centre).MaxAsync(it => (long?)it.Sequence, stop) ?? 0;
            if (head - last >= Events) await Snapshots.Save(databases, centre, head, stop);
        }
#pragma warning disable CA1031 // A job is a border: without a new snapshot the next start takes longer, and nothing else.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, centre.Value, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No snapshot of centre {Centre} could be made")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
