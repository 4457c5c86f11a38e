using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>What citizens are told about a service just now, the most serious first.</summary>
/// <param name="Until">Null: it is not known.</param>
public sealed record PublicNotice(PublicNoticeKind Kind, Texts Text, DateTimeOffset From, DateTimeOffset? Until);

public enum PublicNoticeKind
{
    /// <summary>Everything is closed.</summary>
    Closed,
    Outage,
    Information,
}

/// <summary>Reads what citizens are told about a service just now.</summary>
public sealed class ShowNotices(Databases databases, TimeProvider clock)
{
    public const int Most = 20;

    /// <param name="centre">The centre's key; an unknown one has no notices.</param>
    /// <param name="service">The service's key. Null: only what is about the whole centre.</param>
    public async Task<IReadOnlyList<PublicNotice>> Run(string centre, string? service, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var home = await db.Centres.AsNoTracking().SingleOrDefaultAsync(it => it.Key == centre, stop);
        if (home is null) return [];

        var about = service is null ? null : await db.Services.AsNoTracking().Where(it => it.Centre == home.Id && it.Key == service).Select(it => (ServiceId?)it.Id).SingleOrDefaultAsync(stop);
        return await Of(db, home, about, stop);
    }

    public async Task<IReadOnlyList<PublicNotice>> Of(Database db, Centre centre, ServiceId? service, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var notices = await db.Notices.AsNoTracking().Where(it => it.Centre == centre.Id && it.From <= now && it.Until > now).OrderByDescending(it => it.From).ToListAsync(stop);
        var told = notices
            .Where(it => service is { } id ? it.IsAbout(id) : it.Services.Count == 0)
            .Select(it => new PublicNotice(it.Kind == NoticeKind.Outage ? PublicNoticeKind.Outage : PublicNoticeKind.Information, it.Text, it.From, it.Until));
        if (centre.Closing is { } closing && closing.HoldsAt(now)) told = told.Prepend(new PublicNotice(PublicNoticeKind.Closed, closing.Message, closing.Since, closing.Until));
        return [.. told.OrderBy(it => it.Kind).Take(Most)];
    }
}
