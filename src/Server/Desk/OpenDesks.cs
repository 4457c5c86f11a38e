using System.Collections.Concurrent;
using System.Collections.Immutable;
using Isberg.People;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Desk;

/// <summary>Whose screens are connected. Who has had none for the grace has lost his screen; after a restart the grace counts from when the server is up.</summary>
public sealed partial class OpenDesks(LiveCentres centres, TimeProvider clock, ILogger<OpenDesks> log) : BackgroundService
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(CentreId Centre, PersonId Person), Desk> desks = new();
    private readonly HashSet<CentreId> met = [];

    private sealed record Desk(ImmutableHashSet<string> Screens, DateTimeOffset LeftAt);

    public bool IsOpen(CentreId centre, PersonId person) => desks.TryGetValue((centre, person), out var desk) && desk.Screens.Count > 0;

    public void Open(CentreId centre, PersonId person, string screen) => desks.AddOrUpdate(
        (centre, person), _ => new Desk([screen], default), (_, desk) => desk with { Screens = desk.Screens.Add(screen) });

    public void Close(CentreId centre, PersonId person, string screen) => desks.AddOrUpdate(
        (centre, person), _ => new Desk([], clock.GetUtcNow()), (_, desk) => new Desk(desk.Screens.Remove(screen), clock.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(Look, clock);
        try
        {
            while (await second.WaitForNextTickAsync(stoppingToken)) await LookAround(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops; its screens will be met again at the next start.
        }
    }

    private async Task LookAround(CancellationToken stop)
    {
        foreach (var centre in centres.All.Where(it => !met.Contains(it.Id))) await Meet(centre, stop);
        foreach (var ((centre, person), desk) in desks)
        {
            if (desk.Screens.Count > 0 || clock.GetUtcNow() - desk.LeftAt < Grace) continue;
            if (await Lose(centre, person, stop) is null) desks.TryRemove(KeyValuePair.Create((centre, person), desk)); // refused: tried again in a second
        }
    }

    /// <summary>Those who were signed in before the restart have the grace to come back.</summary>
    private async Task Meet(LiveCentre centre, CancellationToken stop)
    {
        try
        {
            var people = await centre.Inbox.Ask(
                state => state.Floor.People().Where(it => it.Presence != Presence.SignedOut).Select(it => it.Person).ToList(), stop);
            foreach (var person in people) desks.TryAdd((centre.Id, person), new Desk([], clock.GetUtcNow()));
            met.Add(centre.Id);
        }
#pragma warning disable CA1031 // A job is a border: a centre that is led elsewhere, or starts again, is asked again in a second.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotUp(log, centre.Id.Value, error.Message);
        }
    }

    private Task<Refusal?> Lose(CentreId centre, PersonId person, CancellationToken stop) => centres.Of(centre).Inbox.Send(
        state => state.Floor.Person(person) is { Presence: not Presence.SignedOut } ? new Act(new ScreenLost(person)) : new Act(), stop);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Centre {Centre} is not up here; who sits at its desks is asked again: {Why}")]
    private static partial void NotUp(ILogger log, Guid centre, string why);
}
