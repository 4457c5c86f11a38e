using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Services;

/// <summary>Erases, each hour, what blocks that have run out still tell of whom they meant.</summary>
public sealed partial class LapsedBlocks(Databases databases, TimeProvider clock, ILogger<LapsedBlocks> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Try(stoppingToken);
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Doing it twice changes nothing.</summary>
    /// <returns>How many blocks were emptied.</returns>
    public async Task<int> Erase(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        using (await databases.WriteGate(stop))
        {
            return await db.Blocks.Where(it => it.Until <= now && it.Hash != "")
                .ExecuteUpdateAsync(it => it.SetProperty(row => row.Hash, "").SetProperty(row => row.Hint, "").SetProperty(row => row.Cause, ""), stop);
        }
    }

    private async Task Try(CancellationToken stop)
    {
        try
        {
            await Erase(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // A job is a border: it logs, and tries again at the next round.
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotErased(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Blocks that have run out could not be erased")]
    private static partial void NotErased(ILogger log, Exception error);
}
