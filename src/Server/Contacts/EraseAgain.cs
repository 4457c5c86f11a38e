using Isberg.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Contacts;

/// <summary>At start: what was erased once and has come back with a restored backup is erased again.</summary>
internal sealed partial class EraseAgain(EraseContent erase, ErasureList list, TimeProvider time, ILogger<EraseAgain> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await Run(stoppingToken))
            await Task.Delay(BetweenTries, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> Run(CancellationToken stop)
    {
        try
        {
            var again = await erase.Again(list.Read(), stop);
            if (again > 0) Erased(log, again);
            return true;
        }
#pragma warning disable CA1031 // A job is a border: it tries again until everything is erased.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotYet(log, error);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} contacts and customers that had been erased were there again and have been erased again")]
    private static partial void Erased(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has been erased could not be looked through yet")]
    private static partial void NotYet(ILogger log, Exception error);
}
