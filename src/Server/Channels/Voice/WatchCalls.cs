using Isberg.Asterisk;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Looks again and again, while this server leads, at what no event of the exchange tells.</summary>
internal sealed partial class WatchCalls(Exchanges exchanges, LostPhones lost, LostExchanges dead, Lead lead, ILogger<WatchCalls> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (exchanges.All.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            if (lead.IsHeld) await Look(stoppingToken);
            await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>An exchange that is slow keeps nobody from looking at the others.</summary>
    private async Task Look(CancellationToken stop)
    {
        await Try(dead.Look, stop);
        foreach (var it in exchanges.Connected.ToList()) await Try(token => lost.Look(it, token), stop);
    }

    private async Task Try(Func<CancellationToken, Task> look, CancellationToken stop)
    {
        try
        {
            await look(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (AriException away)
        {
            NotNow(log, away.Message);
        }
#pragma warning disable CA1031 // A job is a border: what went wrong is looked at again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The calls could not be watched: {Why}")]
    private static partial void NotNow(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching the calls failed, and goes on")]
    private static partial void Failed(ILogger log, Exception error);
}
