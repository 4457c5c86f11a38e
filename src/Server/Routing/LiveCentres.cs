using System.Collections.Concurrent;
using System.Threading.Channels;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Routing;

/// <summary>One centre that is up on this node.</summary>
public sealed record LiveCentre(CentreId Id, Inbox Inbox, Publication Publication);

/// <summary>The centres that are up on this node, each with its floor running.</summary>
public sealed class LiveCentres(Databases databases, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private readonly ConcurrentDictionary<CentreId, LiveCentre> centres = new();
    private readonly ConcurrentBag<Task> running = [];
    private readonly CancellationTokenSource end = new();
    private readonly List<ChannelWriter<LiveCentre>> followers = [];
    private readonly Lock oneAtATime = new();

    public static readonly Refusal NoSuchCentre = new("centre.unknown", "There is no such contact centre.");

    public IReadOnlyCollection<LiveCentre> All => (IReadOnlyCollection<LiveCentre>)centres.Values;

    public LiveCentre? Find(CentreId centre) => centres.GetValueOrDefault(centre);

    /// <summary>The centre of a viewer, who cannot exist without it.</summary>
    public LiveCentre Of(CentreId centre) => centres[centre];

    /// <summary>Brings a centre up, once.</summary>
    public LiveCentre Start(CentreId centre)
    {
        lock (oneAtATime)
        {
            if (centres.TryGetValue(centre, out var already)) return already;

            var live = centres[centre] = new LiveCentre(centre, new Inbox(), new Publication());
            var loop = new FloorLoop(centre, live.Inbox, live.Publication, databases, time, logs.CreateLogger<FloorLoop>());
            running.Add(Task.Run(() => loop.Run(end.Token)));
            foreach (var follower in followers) follower.TryWrite(live);
            return live;
        }
    }

    /// <summary>Every centre that is up, and each one that comes up, once. Ends when <paramref name="stop"/> does.</summary>
    public ChannelReader<LiveCentre> Follow(CancellationToken stop)
    {
        var channel = Channel.CreateUnbounded<LiveCentre>(); // bounded by the number of centres
        lock (oneAtATime)
        {
            foreach (var live in centres.Values) channel.Writer.TryWrite(live);
            followers.Add(channel.Writer);
        }

        stop.Register(() => channel.Writer.TryComplete());
        return channel.Reader;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateDbContext();
        foreach (var centre in await db.Centres.Select(it => it.Id).ToListAsync(cancellationToken)) Start(centre);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await end.CancelAsync();
        await Task.WhenAll(running);
    }

    public override void Dispose()
    {
        end.Dispose();
        base.Dispose();
    }
}
