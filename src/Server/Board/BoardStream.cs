using System.Collections.Concurrent;
using System.Threading.Channels;
using Isberg.Access;
using Isberg.Desk;
using Isberg.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Board;

/// <summary>
/// Sends the whole board to whoever watches it, at every change, at most once a second. Those who may see the same are one group;
/// whoever sees only some commissioners' services gets a board of those.
/// </summary>
internal sealed partial class BoardStream(LiveCentres centres, ReadBoard read, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<BoardStream> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CentreId, Lazy<Task>> following = new();
    private readonly ConcurrentDictionary<CentreId, Channel<bool>> signs = new();
    private readonly ConcurrentDictionary<string, Watched> watched = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource end = new();

    private sealed record Watched(CentreId Centre, IReadOnlySet<CommissionerId>? Commissioners, int Screens);

    /// <summary>The group of those who may see what this viewer may.</summary>
    public static string GroupOf(Viewer viewer) => viewer.Commissioners is { } commissioners
        ? $"{LiveGroups.Board(viewer.Centre)}:{string.Join(',', commissioners.Select(it => it.Value.ToString("N")).Order(StringComparer.Ordinal))}"
        : LiveGroups.Board(viewer.Centre);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => end.CancelAsync();

    public void Dispose() => end.Dispose();

    /// <summary>One more screen watches; it is shown the board at once.</summary>
    public async Task Watch(Viewer viewer, IClientProxy screen, CancellationToken stop)
    {
        watched.AddOrUpdate(GroupOf(viewer), _ => new Watched(viewer.Centre, viewer.Commissioners, 1), (_, it) => it with { Screens = it.Screens + 1 });
        _ = following.GetOrAdd(viewer.Centre, id => new Lazy<Task>(() => Follow(id))).Value;
        await screen.SendAsync("board", await read.Run(viewer.Centre, viewer.Commissioners, stop), stop);
    }

    public void Leave(Viewer viewer)
    {
        var left = watched.AddOrUpdate(GroupOf(viewer), _ => new Watched(viewer.Centre, viewer.Commissioners, 0), (_, it) => it with { Screens = it.Screens - 1 });
        if (left.Screens <= 0) watched.TryRemove(KeyValuePair.Create(GroupOf(viewer), left));
    }

    /// <summary>Something that no ledger holds has changed on it.</summary>
    public void Again(CentreId centre) => SignsOf(centre).Writer.TryWrite(true);

    private Channel<bool> SignsOf(CentreId centre) =>
        signs.GetOrAdd(centre, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));

    private async Task Follow(CentreId centre)
    {
        var (news, signed) = (centres.Of(centre).Publication.Follow(end.Token), SignsOf(centre).Reader);
        while (await Either(news, signed))
        {
            while (signed.TryRead(out _) || news.TryRead(out _))
            {
                // The board is sent whole: what exactly happened does not matter.
            }

            try
            {
                foreach (var (group, it) in watched.Where(it => it.Value.Centre == centre))
                    await hub.Clients.Group(group).SendAsync("board", await read.Run(centre, it.Commissioners, end.Token), end.Token);
                await Task.Delay(Pace, clock, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A round is a job, and a job is a border: the next one tells everything again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, centre.Value, error);
            }
        }
    }

    /// <summary>False: there is nothing more to follow.</summary>
    private static async Task<bool> Either<TNews>(ChannelReader<TNews> news, ChannelReader<bool> signed)
    {
        using var enough = new CancellationTokenSource();
        var first = await Task.WhenAny(news.WaitToReadAsync(enough.Token).AsTask(), signed.WaitToReadAsync(enough.Token).AsTask());
        await enough.CancelAsync();
        return await first;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling the board of centre {Centre} failed")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
