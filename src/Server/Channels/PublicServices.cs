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
    public required string CentreName { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required FormSetup Form { get; init; }
}

/// <summary>Tells citizens which services there are, and when they are open.</summary>
public sealed class PublicServices(Databases databases, LiveCentres centres, TimeProvider clock)
{
    /// <summary>The most notices that are shown at once.</summary>
    private const int MostNotices = 20;

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
        var services = found.Services.Where(it => !it.IsArchived).Select(it => Show(it, found, language)).Where(it => it.Channels.Count > 0).OrderBy(it => it.Name, StringComparer.CurrentCulture);
        return new PublicCentre(found.Centre.Key, found.Centre.Name, found.Centre.TimeZone, [.. services]);
    }

    public async Task<Outcome<ServiceAddress>> Find(string centreKey, string serviceKey, string language, CancellationToken stop)
    {
        if (await Read(centreKey, stop) is not { } found) return LiveCentres.NoSuchCentre;
        var service = found.Services.SingleOrDefault(it => it.Key == serviceKey && !it.IsArchived);
        return service is null ? NoSuchService : new ServiceAddress(found.Centre.Id, service.Id, Show(service, found, language))
        {
            CentreName = found.Centre.Name, Zone = TimeZoneInfo.FindSystemTimeZoneById(found.Centre.TimeZone), Form = service.Form,
        };
    }

    /// <summary>What citizens of a service should know right now.</summary>
    public async Task<IReadOnlyList<string>> NoticesOf(CentreId id, ServiceId service, string language, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == id, stop);
        var now = clock.GetUtcNow();
        return NoticesOf(service, centre, await Notices(db, centre, now, stop), now, language);
    }

    private async Task<Found?> Read(string centreKey, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleOrDefaultAsync(it => it.Key == centreKey, stop);
        if (centre is null || centres.Find(centre.Id) is not { } live) return null;

        var services = await db.Services.AsNoTracking().Where(it => it.Centre == centre.Id).ToListAsync(stop);
        var calendars = await db.Calendars.AsNoTracking().Where(it => it.Centre == centre.Id).ToDictionaryAsync(it => it.Id, stop);
        var notices = await Notices(db, centre, clock.GetUtcNow(), stop);
        var (queues, now) = await live.Inbox.Ask(state => (state.Floor.Queues(state.Now), state.Now), stop);
        return new Found(centre, services, calendars, notices, queues.ToDictionary(it => (it.Service, it.Channel)), now);
    }

    /// <summary>Notices that hold now, the gravest and newest first.</summary>
    private static async Task<IReadOnlyList<Notice>> Notices(Database db, Centre centre, DateTimeOffset now, CancellationToken stop) =>
        await db.Notices.AsNoTracking().Where(it => it.Centre == centre.Id && it.From <= now && it.Until > now)
            .OrderByDescending(it => it.Kind).ThenByDescending(it => it.From).Take(MostNotices).ToListAsync(stop);

    /// <summary>Whether it is open, the floor knows; it knows of emergency closings, too.</summary>
    private static PublicService Show(Service service, Found found, string language)
    {
        var hours = ServiceRules.Of(service, found.Centre, found.Calendars, found.Now).Channels;
        var channels =
            from rule in hours
            where found.Queues.ContainsKey((service.Id, rule.Channel))
            select Show(rule, found.Queues[(service.Id, rule.Channel)], found.Now);
        return new PublicService(service.Key, service.Name.Best(language), service.Description.Best(language), [.. channels],
            NoticesOf(service.Id, found.Centre, found.Notices, found.Now, language));
    }

    private static PublicChannel Show(ChannelRule rule, QueueOnFloor queue, DateTimeOffset now) => new(
        rule.Channel, queue.IsOpen, rule.AcceptsWhenClosed, queue.IsOpen ? null : queue.OpensAt, queue.IsOpen ? queue.ClosesAt : null,
        [.. rule.Open.SkipWhile(it => it.Until <= now).TakeWhile(it => it.From < now + HoursAhead).Select(it => Within(it, now + HoursAhead))]);

    /// <summary>An opening without end is told for as far as hours are told.</summary>
    private static OpenInterval Within(OpenInterval open, DateTimeOffset most) => open with { Until = open.Until > most ? most : open.Until };

    private static IReadOnlyList<string> NoticesOf(ServiceId service, Centre centre, IReadOnlyList<Notice> all, DateTimeOffset now, string language)
    {
        var notices = all.Where(it => it.IsAbout(service)).Select(it => it.Text.Best(language));
        return centre.Closing is { } closing && closing.HoldsAt(now) && !closing.Message.IsEmpty ? [closing.Message.Best(language), .. notices] : [.. notices];
    }

    private sealed record Found(Centre Centre, IReadOnlyList<Service> Services, IReadOnlyDictionary<CalendarId, Calendar> Calendars, IReadOnlyList<Notice> Notices,
        IReadOnlyDictionary<(ServiceId, Channel), QueueOnFloor> Queues, DateTimeOffset Now);
}
