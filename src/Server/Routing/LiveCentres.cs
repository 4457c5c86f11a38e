using System.Collections.Concurrent;
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

    public static readonly Refusal NoSuchCentre = new("centre.unknown", "There is no such contact centre.");

    public IReadOnlyCollection<LiveCentre> All => (IReadOnlyCollection<LiveCentre>)centres.Values;

    public LiveCentre? Find(CentreId centre) => centres.GetValueOrDefault(centre);

    /// <summary>The centre of a viewer, who cannot exist without it.</summary>
    public LiveCentre Of(CentreId centre) => centres[centre];

    /// <summary>Brings a centre up, once.</summary>
    public LiveCentre Start(CentreId centre) => centres.GetOrAdd(centre, id =>
    {
        var live = new LiveCentre(id, new Inbox(), new Publication());
        var loop = new FloorLoop(id, live.Inbox, live.Publication, databases, time, logs.CreateLogger<FloorLoop>());
        running.Add(Task.Run(() => loop.Run(end.Token)));
        return live;
    });

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
