using Isberg.Access;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Reads who is to be called back, for the staff.</summary>
public sealed class CallbackReading(Databases databases, PeopleNames names)
{
    /// <summary>The most callbacks that one contact's page tells.</summary>
    private const int MostOfOne = 20;

    /// <summary>Where a page of the list ended: since this moment, of which these have been shown.</summary>
    public sealed record Place(long Since, IReadOnlyList<Guid> Shown)
    {
        public static Place After(IEnumerable<CallbackView> page, CallbackView last) =>
            new(last.Since.UtcTicks, [.. page.Where(it => it.Since == last.Since).Select(it => it.Asked.Value)]);
    }

    /// <summary>Who has waited longest first, one more than asked for when there are more.</summary>
    public async Task<IReadOnlyList<CallbackView>> Open(Viewer viewer, ServiceId? service, Place? after, int size, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = db.Callbacks.VisibleTo(viewer).AsNoTracking().Where(it => it.EndedAt == null);
        if (service is { } wanted) rows = rows.Where(it => it.Service == wanted);
        if (after is not null)
        {
            var (since, shown) = (new DateTimeOffset(after.Since, TimeSpan.Zero), after.Shown.Select(it => new ContactId(it)).ToArray());
            rows = rows.Where(it => it.Since >= since && !shown.Contains(it.Asked));
        }

        return await Views(db, viewer, await rows.OrderBy(it => it.Since).ThenBy(it => it.Asked).Take(size + 1).ToListAsync(stop), stop);
    }

    public async Task<int> Count(Viewer viewer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Callbacks.VisibleTo(viewer).CountAsync(it => it.EndedAt == null, stop);
    }

    /// <summary>What a contact has to do with callbacks: he asked for one in it, it is a try of one, or its customer is to be called.</summary>
    public async Task<IReadOnlyList<CallbackView>> Of(Viewer viewer, ContactRow contact, CancellationToken stop)
    {
        var asked = contact.CallbackTry is null ? contact.Id : contact.Earlier ?? contact.Id;
        await using var db = databases.CreateDbContext();
        var rows = await db.Callbacks.VisibleTo(viewer).AsNoTracking()
            .Where(it => it.Asked == asked || (it.EndedAt == null && it.Customer != null && it.Customer == contact.Customer))
            .OrderBy(it => it.Since).Take(MostOfOne).ToListAsync(stop);
        return await Views(db, viewer, rows, stop);
    }

    private async Task<IReadOnlyList<CallbackView>> Views(Database db, Viewer viewer, IReadOnlyList<CallbackRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0) return [];

        var asked = rows.Select(it => it.Asked).ToArray();
        var customers = rows.Select(it => it.Customer).OfType<CustomerId>().Distinct().ToArray();
        var tries = (await db.Contacts.VisibleTo(viewer).AsNoTracking().Where(it => it.CallbackTry != null && it.Earlier != null && asked.Contains(it.Earlier.Value)).ToListAsync(stop))
            .ToLookup(it => it.Earlier!.Value);
        var known = new Known(
            await db.Contacts.VisibleTo(viewer).AsNoTracking().Where(it => asked.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Reference, stop),
            await db.Services.VisibleTo(viewer).AsNoTracking().ToDictionaryAsync(it => it.Id, it => it.Name, stop),
            await db.Customers.VisibleTo(viewer).Where(it => customers.Contains(it.Id)).Select(it => new { it.Id, it.Name }).ToDictionaryAsync(it => it.Id, it => it.Name, stop),
            await db.Conversations.VisibleTo(viewer).Where(it => asked.Contains(it.Contact)).Select(it => new { it.Contact, it.GivenName }).ToDictionaryAsync(it => it.Contact, it => it.GivenName, stop),
            await names.Of(viewer.Centre, [.. tries.SelectMany(it => it).Select(it => it.Person), .. rows.Select(it => it.EndedBy)], stop));
        return [.. rows.Select(it => View(it, tries[it.Asked], known))];
    }

    private static CallbackView View(CallbackRow row, IEnumerable<ContactRow> tries, Known known)
    {
        var all = tries.OrderBy(it => it.CallbackTry).Select(it => new CallbackTryView(
            it.Id, it.Reference, it.CallbackTry!.Value, it.ArrivedAt, it.Stage, it.Outcome, it.Called, it.Person, it.Person is { } person ? known.People.GetValueOrDefault(person) : null)).ToList();
        var now = row.EndedAt is null ? all.Find(it => it.Contact == row.Contact) : null;
        return new CallbackView(
            row.Asked, known.References.GetValueOrDefault(row.Asked), row.Service, known.Services.GetValueOrDefault(row.Service, Texts.Of()), row.Customer,
            (row.Customer is { } customer ? known.Customers.GetValueOrDefault(customer) : null) ?? known.Given.GetValueOrDefault(row.Asked),
            row.Phone, row.Since, row.Try, CallbackRow.MostTries, row.DueAt, now, [.. all.Where(it => it != now)],
            row.Ending, row.EndedAt, row.EndedBy is { } by ? known.People.GetValueOrDefault(by) : null, row.Reason);
    }

    private sealed record Known(
        IReadOnlyDictionary<ContactId, string> References, IReadOnlyDictionary<ServiceId, Texts> Services, IReadOnlyDictionary<CustomerId, string?> Customers,
        IReadOnlyDictionary<ContactId, string?> Given, IReadOnlyDictionary<PersonId, string> People);
}
