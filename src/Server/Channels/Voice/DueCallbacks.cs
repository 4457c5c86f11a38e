using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Brings those who are to be called back into their queue, and again after a while when they were not reached.</summary>
internal sealed partial class DueCallbacks(Databases databases, BringCallback bring, Lead lead, TimeProvider clock, ILogger<DueCallbacks> log) : BackgroundService
{
    /// <summary>At one look; the next ones wait for the next look.</summary>
    private const int MostAtOnce = 500;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (lead.IsHeld) await Look(stoppingToken);
            await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken stop)
    {
        try
        {
            await using var db = databases.CreateDbContext();
            var open = await db.Callbacks.AsNoTracking().Where(it => it.EndedAt == null).ToListAsync(stop);
            foreach (var it in open.Where(it => it.Contact is not null || it.DueAt <= clock.GetUtcNow()).OrderBy(it => it.Since).Take(MostAtOnce)) await bring.Run(it, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // A job is a border: what went wrong is looked at again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Callbacks could not be looked after, and are again in a moment")]
    private static partial void Failed(ILogger log, Exception error);
}
