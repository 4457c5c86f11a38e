using System.Collections.Concurrent;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Ledger;

/// <summary>Gives every live centre its followers, one of each kind, and keeps them running.</summary>
public sealed class Followers(
    IEnumerable<FollowerKind> kinds, LiveCentres centres, Lead lead, Databases databases, TimeProvider time, ILogger<Followers> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(CentreId Centre, string Kind), Follower> running = new();

    /// <summary>The running follower of a centre, for those who ask it for what it keeps in memory. Null before the centre is up.</summary>
    public Follower? Of(CentreId centre, string kind) => running.GetValueOrDefault((centre, kind));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tasks = new List<Task>();
        await foreach (var centre in centres.Follow(stoppingToken).ReadAllAsync(CancellationToken.None))
        {
            foreach (var kind in kinds) tasks.Add(Run(centre, kind, stoppingToken));
        }

        await Task.WhenAll(tasks);
    }

    private Task Run(LiveCentre centre, FollowerKind kind, CancellationToken stop)
    {
        var follower = running[(centre.Id, kind.Name)] = kind.For(centre.Id);
        var following = new Following(kind.Name, centre.Id, follower, centre.Publication, databases, time, log);
        return Task.Run(() => following.Run(lead, stop), CancellationToken.None);
    }
}
