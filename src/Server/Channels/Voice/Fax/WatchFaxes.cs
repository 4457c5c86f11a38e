using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Looks after faxes on the server that leads: which numbers are for them, and what has come.</summary>
internal sealed partial class WatchFaxes(Databases databases, FaxSpool spool, TakeFaxes take, Lead lead, TimeProvider clock, ILogger<WatchFaxes> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>One that could not be taken waits so long.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> waiting = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (lead.IsHeld && spool.Root is not null) await Try(Look, stoppingToken);
            await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        spool.Mind(await db.Numbers.AsNoTracking().Where(it => it.IsFax && !it.IsArchived).ToListAsync(stop));
        var now = clock.GetUtcNow();
        foreach (var gone in waiting.Where(it => it.Value <= now).Select(it => it.Key).ToList()) waiting.Remove(gone);
        foreach (var fax in spool.Look(now).Where(it => !waiting.ContainsKey(it.Call)))
        {
            waiting[fax.Call] = now + BetweenTries; // unless it goes well
            await Try(async token => { if (await take.Run(fax, token)) waiting.Remove(fax.Call); }, stop);
        }
    }

    private async Task Try(Func<CancellationToken, Task> what, CancellationToken stop)
    {
        try
        {
            await what(stop);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Faxes could not be looked after, and are again in a moment")]
    private static partial void Failed(ILogger log, Exception error);
}
