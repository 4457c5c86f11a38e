using System.Collections.Concurrent;
using System.Threading.Channels;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Routing;

/// <summary>One centre that is up on this node.</summary>
public sealed record LiveCentre(CentreId Id, Inbox Inbox, Publication Publication);

/// <summary>The centres of this installation. On the server that leads, each has its floor running; on any other they stand by.</summary>
public sealed partial class LiveCentres(Databases databases, Lead lead, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly ILogger log = logs.CreateLogger<LiveCentres>();
    private readonly ConcurrentDictionary<CentreId, LiveCentre> centres = new();
    private readonly ConcurrentBag<Task> running = [];
    private readonly CancellationTokenSource end = new();
    private readonly List<ChannelWriter<LiveCentre>> followers = [];
    private readonly Lock oneAtATime = new();

    /// <summary>Null before the first look.</summary>
    private bool? leads;

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
            var loop = new FloorLoop(centre, live.Inbox, live.Publication, lead, databases, time, logs.CreateLogger<FloorLoop>());
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

    /// <summary>How this server stands: null when it leads and every centre is up, else what it refuses with.</summary>
    public Refusal? Standing => lead.IsHeld ? centres.Values.Select(it => it.Inbox.Closed).FirstOrDefault(it => it is not null) : FloorLoop.LedElsewhere;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAround(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken)) await LookAgain(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }

        await end.CancelAsync();
        await Task.WhenAll(running);
        await lead.DisposeAsync();
    }

    /// <summary>Whether this server leads (still); when it begins to, another one may have founded centres meanwhile.</summary>
    private async Task LookAround(CancellationToken stop)
    {
        var ledBefore = leads;
        leads = await lead.TryTake(stop);
        if (ledBefore == leads) return;

        await using var db = databases.CreateDbContext();
        foreach (var centre in await db.Centres.Select(it => it.Id).ToListAsync(stop)) Start(centre);
    }

    private async Task LookAgain(CancellationToken stop)
    {
        try
        {
            await LookAround(stop);
        }
#pragma warning disable CA1031 // A job is a border: a database that is away is looked for again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotSeen(log, error.Message);
        }
    }

    public override void Dispose()
    {
        end.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether this server leads could not be looked up: {Why}")]
    private static partial void NotSeen(ILogger log, string why);
}
