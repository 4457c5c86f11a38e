using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Recording.Disguise;

/// <summary>Destroys copies whose time is over.</summary>
public sealed partial class DisposeCopies(LiveCentres centres, DestroyCopy destroy, TimeProvider clock, ILogger<DisposeCopies> log) : BackgroundService
{
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

    private async Task Try(CentreId centre, CancellationToken stop)
    {
        try
        {
            if (await destroy.Overdue(centre, stop) is > 0 and var destroyed) Destroyed(log, centre.Value, destroyed);
        }
#pragma warning disable CA1031 // A job is a border: what it could not destroy, the next round finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, centre.Value, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Centre {Centre}: {Destroyed} copies of recordings have been destroyed, because their time is over")]
    private static partial void Destroyed(ILogger log, Guid centre, int destroyed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Copies of recordings of centre {Centre} whose time is over could not be destroyed")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
