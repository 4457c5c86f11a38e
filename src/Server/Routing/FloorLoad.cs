using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Routing;

/// <summary>Rebuilds a floor and its open contacts from what is stored; decides nothing.</summary>
internal static class FloorLoad
{
    public static async Task<(Floor Floor, ContactProjection Contacts)> From(Databases databases, CentreId centre, Head head, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var contacts = new ContactProjection(centre);
        var (floor, _) = await Snapshots.FloorAfter(db, centre, head.Sequence, stop, contacts.Know);
        await LoadOpen(db, centre, contacts, stop);
        await LoadPace(db, centre, contacts.Pace, head.At, stop);
        return (floor, contacts);
    }

    private static async Task LoadOpen(Database db, CentreId centre, ContactProjection contacts, CancellationToken stop)
    {
        var open = await db.Contacts.AsNoTracking().Where(it => it.Centre == centre && it.ClosedAt == null).ToListAsync(stop);
        var segments = (await db.Segments.AsNoTracking()
                .Where(it => db.Contacts.Any(contact => contact.Id == it.Contact && contact.Centre == centre && contact.ClosedAt == null))
                .ToListAsync(stop))
            .ToLookup(it => it.Contact);
        var messages = (await db.Messages.AsNoTracking()
                .Where(it => db.Contacts.Any(contact => contact.Id == it.Contact && contact.Centre == centre && contact.ClosedAt == null))
                .Select(it => new { it.Contact, it.Id, it.Number }).ToListAsync(stop))
            .ToLookup(it => it.Contact, it => KeyValuePair.Create(it.Id, it.Number));
        foreach (var row in open) contacts.Load(row, segments[row.Id], messages[row.Id]);
    }

    /// <summary>How fast queues were served lately, from contacts that came in not long before the stop.</summary>
    private static async Task LoadPace(Database db, CentreId centre, RecentPace pace, DateTimeOffset at, CancellationToken stop)
    {
        if (at == default) return;

        var since = at - (4 * RecentPace.Window);
        var lately = await db.Segments.AsNoTracking()
            .Where(it => it.AnsweredAt != null && db.Contacts.Any(contact => contact.Id == it.Contact && contact.Centre == centre && contact.ArrivedAt >= since
                && (contact.BegunBy == null || it.Number > 1)))
            .OrderBy(it => it.AnsweredAt).ToListAsync(stop);
        foreach (var it in lately)
        {
            pace.Taken(it.Service, it.Channel, it.AnsweredAt!.Value);
            if (it.WrappedAt is { } wrapped) pace.Handled(it.Service, it.Channel, wrapped - it.AnsweredAt.Value);
        }
    }
}
