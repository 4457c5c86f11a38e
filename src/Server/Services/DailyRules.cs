using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Services;

/// <summary>Keeps every floor's rules up to the day: at start, each hour, and when a closing ends.</summary>
public sealed partial class DailyRules(TellFloor tell, LiveCentres centres, Databases databases, TimeProvider clock, ILogger<DailyRules> log) : BackgroundService
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Usual;
            foreach (var centre in centres.All) pause = Smaller(pause, await Tell(centre.Id, stoppingToken));
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How long until this centre's rules should be looked at again.</returns>
    private async Task<TimeSpan> Tell(CentreId centre, CancellationToken stop)
    {
        try
        {
            if (await tell.Run(centre, stop) is { } refusal) NotTold(log, centre.Value, refusal.Code);
            return await UntilClosingEnds(centre, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Usual;
        }
#pragma warning disable CA1031 // A job is a border: it logs, and tries again at the next round.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, centre.Value, error);
            return Usual;
        }
    }

    private async Task<TimeSpan> UntilClosingEnds(CentreId id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var closing = await db.Centres.AsNoTracking().Where(it => it.Id == id).Select(it => it.Closing).SingleAsync(stop);
        return closing?.Until is { } until && until > clock.GetUtcNow() ? Smaller(Usual, until - clock.GetUtcNow() + Shortest) : Usual;
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every rule of centre {Centre} could be told to its floor: {Code}")]
    private static partial void NotTold(ILogger log, Guid centre, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rules of centre {Centre} could not be worked out")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
