using Isberg.Access;
using Isberg.Customers;
using Isberg.Recording;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Somebody's content is erased: of one contact, or of a customer with all his contacts. Events, figures and replay stay as they are.</summary>
public sealed class EraseContent(Databases databases, LiveCentres centres, FileStore store, RecordingVault vault, ErasureList list)
{
    public static readonly Refusal NoSuchContact = new("contact.unknown", "There is no such contact.");
    public static readonly Refusal NoSuchCustomer = new("customer.unknown", "There is no such customer.");
    public static readonly Refusal StillOpen = new("contact.open", "The contact is still open. Erase it when it is closed.");

    public async Task<Refusal?> OfContact(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == contact, stop);
        if (row is null) return NoSuchContact;
        return row.ClosedAt is null ? StillOpen : await Erase(viewer.Centre, contact, viewer.Person, stop);
    }

    public async Task<Refusal?> OfCustomer(Viewer viewer, CustomerId customer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (!await db.Customers.VisibleTo(viewer).AnyAsync(it => it.Id == customer, stop)) return NoSuchCustomer;

        var contacts = await db.Contacts.VisibleTo(viewer).Where(it => it.Customer == customer).Select(it => new { it.Id, it.ClosedAt }).ToListAsync(stop);
        if (contacts.Exists(it => it.ClosedAt is null)) return StillOpen;

        foreach (var contact in contacts)
            if (await Erase(viewer.Centre, contact.Id, viewer.Person, stop) is { } refusal) return refusal;
        return await Erase(viewer.Centre, customer, viewer.Person, stop);
    }

    /// <summary>Erases again what has come back, for instance with a backup from before.</summary>
    /// <returns>How many contacts and customers had something left.</returns>
    public async Task<int> Again(IEnumerable<ErasureList.Line> lines, CancellationToken stop)
    {
        var again = 0;
        foreach (var line in lines)
        {
            if (centres.Find(line.Centre) is null) continue;

            await using var db = databases.CreateDbContext();
            var isLeft = line.Contact is { } contact
                ? await Erasing.IsLeft(db, line.Centre, contact, stop)
                : await Erasing.IsLeft(db, line.Centre, line.Customer!.Value, stop);
            if (!isLeft) continue;

            var refusal = line.Contact is { } left ? await Erase(line.Centre, left, null, stop) : await Erase(line.Centre, line.Customer!.Value, null, stop);
            if (refusal is not null) throw new StorageUnavailableException(refusal.Sentence);
            again++;
        }

        return again;
    }

    private async Task<Refusal?> Erase(CentreId centre, ContactId contact, PersonId? by, CancellationToken stop)
    {
        IReadOnlyList<Guid> files = [];
        await list.Add(new ErasureList.Line(centre, contact, null), stop);
        var refusal = await centres.Of(centre).Inbox.Send(
            _ => new Act(Notes: [new ContentErased(contact, by)], Save: async (db, token) =>
            {
                files = await Erasing.Contact(db, centre, contact, token);
                return null;
            }),
            stop, isAlone: true);
        if (refusal is not null) return refusal;

        foreach (var file in files) store.Delete(centre, file);
        await using var db = databases.CreateDbContext();
        foreach (var recording in await db.Recordings.Where(it => it.Contact == contact).Select(it => it.Id).ToListAsync(stop)) vault.Delete(centre, recording);
        foreach (var copy in await db.RecordingCopies.Where(it => it.Contact == contact).Select(it => it.Id).ToListAsync(stop)) vault.Delete(centre, copy);
        return refusal;
    }

    private async Task<Refusal?> Erase(CentreId centre, CustomerId customer, PersonId? by, CancellationToken stop)
    {
        await list.Add(new ErasureList.Line(centre, null, customer), stop);
        return await centres.Of(centre).Inbox.Send(
            _ => new Act(Notes: [new CustomerErased(customer, by)], Save: async (db, token) =>
            {
                await Erasing.Customer(db, centre, customer, token);
                return null;
            }),
            stop, isAlone: true);
    }
}
