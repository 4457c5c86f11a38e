using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Reporting;

/// <summary>Keeps the figures of every centre on this node at most a second behind its ledger.</summary>
public sealed partial class FigureFollowers(LiveCentres centres, Databases databases, TimeProvider time, ILogger<FigureFollowers> log) : BackgroundService
{
    /// <summary>How long events are gathered before they are saved together.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the ledger is looked into although nobody told of anything: another node may have written.</summary>
    public static readonly TimeSpan Looking = TimeSpan.FromSeconds(1);

    private readonly Dictionary<CentreId, Task> running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var centre in centres.All)
                if (!running.ContainsKey(centre.Id)) running[centre.Id] = Task.Run(() => Follow(centre, stoppingToken), CancellationToken.None);
            await Pause(Looking, stoppingToken);
        }
        await Task.WhenAll(running.Values);
    }

    private async Task Follow(LiveCentre centre, CancellationToken stop)
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var news = centre.Publication.Follow(following.Token);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var follower = await FigureFollower.Open(centre.Id, databases, stop);
                await KeepUp(follower, news, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A job is a border: the figures start again from their cursor, and nothing else stops.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, centre.Id.Value, error);
                await Pause(Looking, stop);
            }
        }
    }

    private async Task KeepUp(FigureFollower follower, System.Threading.Channels.ChannelReader<Committed[]> news, CancellationToken stop)
    {
        while (true)
        {
            await follower.CatchUp(stop);
            while (await Comes(news, stop))
            {
                await Pause(Gathering, stop);
                if (!await TakeAll(follower, news, stop)) break;
            }
        }
    }

    /// <summary>Answers whether something was told before it is time to look by oneself.</summary>
    private async Task<bool> Comes(System.Threading.Channels.ChannelReader<Committed[]> news, CancellationToken stop)
    {
        using var look = new CancellationTokenSource(Looking, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, look.Token);
        try
        {
            return await news.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Answers false when something is missing in between: then the ledger has to be read.</summary>
    private static async Task<bool> TakeAll(FigureFollower follower, System.Threading.Channels.ChannelReader<Committed[]> news, CancellationToken stop)
    {
        var events = new List<Committed>();
        while (events.Count < FigureFollower.MostAtOnce && news.TryRead(out var batch))
            events.AddRange(batch.Where(it => it.Sequence > follower.Sequence));
        if (events.Count == 0) return true;

        var hasGap = events[0].Sequence != follower.Sequence + 1 || events[^1].Sequence - events[0].Sequence != events.Count - 1;
        if (!hasGap) await follower.Take(events, stop);
        return !hasGap;
    }

    private async Task Pause(TimeSpan pause, CancellationToken stop) =>
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Error, Message = "The figures of centre {Centre} failed and go on from their cursor")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
