using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator creates a service, changes it or takes it out of use; the next contact meets the new rules.</summary>
public sealed class KeepService(Database db, Settings settings, TimeProvider clock)
{
    public static readonly Refusal NoSuchService = new("service.unknown", "There is no such service.");
    public static readonly Refusal KeyTaken = new("service.key_taken", "Another service has this key already. Choose another key.");

    /// <param name="seen">Null: a new service.</param>
    public async Task<Outcome<Service>> Run(Viewer viewer, ServiceId id, Seen? seen, ServiceDraft draft, CancellationToken stop)
    {
        var row = await db.Services.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchService;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, id, draft, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Service { Id = id, Centre = viewer.Centre, Key = draft.Key, Name = draft.Name });
        Set(row, draft);
        var input = await InputOf(viewer, row, stop);
        return await settings.Keep(viewer, db, row, stop, input, (store, token) => MayNot(viewer, row, store, token)) is { } refusal ? refusal : row;
    }

    private static void Set(Service row, ServiceDraft draft)
    {
        (row.Key, row.Commissioner, row.IsArchived) = (draft.Key, draft.Commissioner, draft.IsArchived);
        (row.Name, row.Description, row.Script) = (draft.Name.Trimmed(), draft.Description?.Trimmed() ?? Texts.Of(), draft.Script?.Trimmed() ?? Texts.Of());
        row.Channels = [.. draft.Channels.Select(it => it with { Rule = it.Rule with { Open = [] } })];
        row.AllowedOrigins = draft.AllowedOrigins;
        row.Form = draft.Form ?? new FormSetup();
    }

    private async Task<Input> InputOf(Viewer viewer, Service row, CancellationToken stop)
    {
        row.Told = null;
        if (row.IsArchived) return new ServiceRemoved(row.Id);

        var centre = await db.Centres.VisibleTo(viewer).AsNoTracking().SingleAsync(stop);
        var calendars = await db.Calendars.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).ToDictionaryAsync(it => it.Id, stop);
        var rule = ServiceRules.Of(row, centre, calendars, clock.GetUtcNow());
        row.Told = ServiceRules.HashOf(rule);
        return new ServiceChanged(rule);
    }

    private async Task<Refusal?> Flaws(Viewer viewer, ServiceId id, ServiceDraft draft, CancellationToken stop)
    {
        var flaws = draft.Flaws();
        if (!await db.Commissioners.VisibleTo(viewer).AnyAsync(it => it.Id == draft.Commissioner, stop)
            || (viewer.Commissioners is { } mine && !mine.Contains(draft.Commissioner)))
        {
            flaws.When(true, "commissioner", "There is no such commissioner.");
        }

        var services = await db.Services.VisibleTo(viewer).Where(it => !it.IsArchived).Select(it => it.Id).ToListAsync(stop);
        var calendars = await db.Calendars.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        foreach (var channel in draft.Channels)
        {
            var field = $"channels.{channel.Rule.Channel}";
            flaws
                .When(channel.Rule.OverflowTo == id, $"{field}.overflowTo", "A service cannot take over from itself.")
                .When(channel.Rule.OverflowTo is { } other && other != id && !services.Contains(other), $"{field}.overflowTo", "There is no such service to take over.")
                .When(channel.Calendars.Except(calendars).Any(), $"{field}.calendars", "There is no such calendar.");
        }

        return flaws.In("service");
    }

    private static async Task<Refusal?> MayNot(Viewer viewer, Service row, Database store, CancellationToken stop) =>
        await store.Services.AnyAsync(it => it.Centre == viewer.Centre && it.Key == row.Key && it.Id != row.Id, stop) ? KeyTaken : null;
}
