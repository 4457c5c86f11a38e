using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Looks after faxes on the server that leads: which numbers are for them, what has come, and what is to go.</summary>
internal sealed partial class WatchFaxes(FaxSpool spool, TakeFaxes take, SendFaxes send, Lead lead, ILogger<WatchFaxes> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

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
        await take.Mark(stop);
        foreach (var fax in spool.Look()) await Try(token => take.Run(fax, token), stop);
        foreach (var fax in await send.Waiting(stop)) await Try(token => send.Run(fax, token), stop);
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
