using Isberg.Access;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels;

/// <summary>A centre as citizens see it.</summary>
public sealed record PublicCentre(string Key, string Name, string TimeZone, IReadOnlyList<PublicService> Services);

/// <summary>A service as citizens see it.</summary>
/// <param name="Notices">What citizens should know right now.</param>
public sealed record PublicService(string Key, string Name, string Description, IReadOnlyList<PublicChannel> Channels, IReadOnlyList<string> Notices)
{
    public PublicChannel? In(Channel channel) => Channels.FirstOrDefault(it => it.Channel == channel);
}

/// <summary>A channel of a service as citizens see it.</summary>
/// <param name="AcceptsWhenClosed">It is taken in when closed, too, and answered when open.</param>
/// <param name="Opens">When it opens next; null when it is open, or does not open within the coming weeks.</param>
/// <param name="Hours">Opening in the coming seven days.</param>
public sealed record PublicChannel(
    Channel Channel, bool IsOpen, bool AcceptsWhenClosed, DateTimeOffset? Opens, DateTimeOffset? Closes, IReadOnlyList<OpenInterval> Hours);

/// <summary>Where a citizen's request leads: a service of a centre.</summary>
public sealed record ServiceAddress(CentreId Centre, ServiceId Service, PublicService Shown)
{
    /// <summary>Citizens see what is meant for them, and nothing else of the centre.</summary>
    public Viewer Viewer => new(Centre, null, new HashSet<string>(StringComparer.Ordinal));
}

/// <summary>Tells citizens which services there are, and when they are open.</summary>
public sealed class PublicServices(Databases databases, LiveCentres centres)
{
    private static readonly TimeSpan HoursAhead = TimeSpan.FromDays(7);

    public static readonly Refusal NoSuchService = new("service.unknown", "There is no such service.");

    /// <summary>The centres of this installation by key and name, those first that have been here longest.</summary>
    public async Task<IReadOnlyList<(string Key, string Name)>> Centres(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var found = await db.Centres.AsNoTracking().OrderBy(it => it.Name).Select(it => new { it.Key, it.Name }).ToListAsync(stop);
        return [.. found.Select(it => (it.Key, it.Name))];
    }

    public async Task<Outcome<PublicCentre>> In(string centreKey, string language, CancellationToken stop)
    {
        if (await Read(centreKey, stop) is not { } found) return LiveCentres.NoSuchCentre;
        var services = found.Services.Select(it => Show(it, found, language)).Where(it => it.Channels.Count > 0).OrderBy(it => it.Name, StringComparer.CurrentCulture);
        return new PublicCentre(found.Centre.Key, found.Centre.Name, found.Centre.TimeZone, [.. services]);
    }

    public async Task<Outcome<ServiceAddress>> Find(string centreKey, string serviceKey, string language, CancellationToken stop)
    {
        if (await Read(centreKey, stop) is not { } found) return LiveCentres.NoSuchCentre;
        var service = found.Services.SingleOrDefault(it => it.Key == serviceKey);
        return service is null ? NoSuchService : new ServiceAddress(found.Centre.Id, service.Id, Show(service, found, language));
    }

    private async Task<Found?> Read(string centreKey, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleOrDefaultAsync(it => it.Key == centreKey, stop);
        if (centre is null || centres.Find(centre.Id) is not { } live) return null;

        var services = await db.Services.AsNoTracking().Where(it => it.Centre == centre.Id).ToListAsync(stop);
        var (queues, now) = await live.Inbox.Ask(state => (state.Floor.Queues(state.Now), state.Now), stop);
        return new Found(centre, services, queues.ToDictionary(it => (it.Service, it.Channel)), now);
    }

    /// <summary>Whether it is open, the floor knows; it knows of emergency closings, too.</summary>
    private static PublicService Show(Service service, Found found, string language) => new(
        service.Key, service.Name.Best(language), service.Description.Best(language),
        [.. service.Channels.Where(it => found.Queues.ContainsKey((service.Id, it.Rule.Channel))).Select(it => Show(it.Rule, found.Queues[(service.Id, it.Rule.Channel)], found.Now))],
        []);

    private static PublicChannel Show(ChannelRule rule, QueueOnFloor queue, DateTimeOffset now) => new(
        rule.Channel, queue.IsOpen, rule.AcceptsWhenClosed, queue.IsOpen ? null : queue.OpensAt, queue.IsOpen ? queue.ClosesAt : null,
        [.. rule.Open.SkipWhile(it => it.Until <= now).TakeWhile(it => it.From < now + HoursAhead)]);

    private sealed record Found(Centre Centre, IReadOnlyList<Service> Services, IReadOnlyDictionary<(ServiceId, Channel), QueueOnFloor> Queues, DateTimeOffset Now);
}
