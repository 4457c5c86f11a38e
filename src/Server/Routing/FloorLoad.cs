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
}
