using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Recording;

/// <summary>Destroys recordings whose time is over: first the key, without which the file is noise, then the file.</summary>
public sealed partial class DisposeRecordings(Databases databases, LiveCentres centres, RecordingVault vault, TimeProvider clock, ILogger<DisposeRecordings> log)
    : BackgroundService
{
    /// <summary>The most that one round destroys; the next one goes on.</summary>
    private const int Most = 1_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Pace, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
                foreach (var centre in centres.All) await Try(centre.Id, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Answers how many were destroyed.</summary>
    public async Task<int> Run(CentreId centre, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = databases.CreateDbContext();
        var over = await db.Recordings.AsNoTracking().Where(it => it.Centre == centre && it.Until < now && it.Key != null)
            .OrderBy(it => it.Until).Take(Most).Select(it => new { it.Id, it.Contact, it.Segment }).ToListAsync(stop);
        foreach (var it in over)
        {
            var refusal = await centres.Of(centre).Inbox.Send(
                _ => new Act(Notes: [new RecordingMoved(it.Contact, it.Segment, RecordingMove.Destroyed, null)], Save: async (store, token) =>
                {
                    (await store.Recordings.SingleAsync(one => one.Id == it.Id, token)).Destroy();
                    return null;
                }),
                stop, isAlone: true);
            if (refusal is not null) throw new StorageUnavailableException(refusal.Sentence);
            vault.Delete(centre, it.Id);
        }

        return over.Count;
    }

    private async Task Try(CentreId centre, CancellationToken stop)
    {
        try
        {
            if (await Run(centre, stop) is > 0 and var destroyed) Destroyed(log, centre.Value, destroyed);
        }
#pragma warning disable CA1031 // A job is a border: what it could not destroy, the next round finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, centre.Value, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Centre {Centre}: {Destroyed} recordings have been destroyed, because their time is over")]
    private static partial void Destroyed(ILogger log, Guid centre, int destroyed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recordings of centre {Centre} whose time is over could not be destroyed")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
