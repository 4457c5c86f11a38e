using Isberg.Access;
using Isberg.Api;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>A supervisor opens or closes a service's channel now, until a time, or lets the hours rule again.</summary>
public sealed class OpenByHand(Database db, Settings settings, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static readonly Refusal NoSuchChannel = new("service.channel.unknown", "The service does not have this channel.");

    /// <param name="IsOpen">Null: the hours rule again.</param>
    /// <param name="Until">Null: until somebody changes it back.</param>
    public sealed record OpeningDraft(bool? IsOpen = null, DateTimeOffset? Until = null);

    public async Task<Outcome<Service>> Run(Viewer viewer, ServiceId id, Channel channel, OpeningDraft draft, CancellationToken stop)
    {
        var row = await db.Services.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id && !it.IsArchived, stop);
        if (row is null) return KeepService.NoSuchService;
        if (row.Channels.All(it => it.Rule.Channel != channel)) return NoSuchChannel;

        var now = clock.GetUtcNow();
        if (Flaws(draft, now).In("opening") is { } flaws) return flaws;

        var others = row.Manual.Where(it => it.Channel != channel && it.HoldsAt(now));
        row.Manual = draft.IsOpen is { } isOpen ? [.. others, new ManualOpening(channel, isOpen, now, draft.Until?.ToUniversalTime())] : [.. others];
        var centre = await db.Centres.VisibleTo(viewer).AsNoTracking().SingleAsync(stop);
        var calendars = await db.Calendars.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).ToDictionaryAsync(it => it.Id, stop);
        var rule = ServiceRules.Of(row, centre, calendars, now);
        row.Told = ServiceRules.HashOf(rule);
        return await settings.Keep(viewer, db, row, stop, new ServiceChanged(rule)) is { } refusal ? refusal : row;
    }

    private static Flaws Flaws(OpeningDraft draft, DateTimeOffset now) => new Flaws()
        .When(draft.Until <= now, "until", "The time must be later than now.")
        .When(draft.Until > now + Longest, "until", "Opening or closing by hand holds for 30 days at most; longer changes belong in the opening hours.");
}
