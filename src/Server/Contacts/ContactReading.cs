using Isberg.Access;
using Isberg.Api;
using Isberg.Customers;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Reads contacts for the staff: lists, one with its whole story, its messages.</summary>
public sealed class ContactReading(Databases databases, PeopleNames names, CallbackReading callbacks, TimeProvider clock)
{
    public static readonly Refusal NoSuchContact = new("contact.unknown", "There is no such contact.");

    /// <summary>The most earlier and later contacts on one page.</summary>
    private const int MostOthers = 20;

    /// <summary>The most events and the most messages that one page tells.</summary>
    private const int MostTold = 2_000;

    /// <summary>Where a page of the list ended: at this moment, of which these have been shown.</summary>
    internal sealed record Place(long ArrivedAt, IReadOnlyList<Guid> Shown)
    {
        public static Place After(IEnumerable<ContactSummary> page, ContactSummary last) => new(
            last.ArrivedAt.UtcTicks, [.. page.Where(it => it.ArrivedAt == last.ArrivedAt).Select(it => it.Contact.Value)]);
    }

    public async Task<bool> IsVisible(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop);
    }

    /// <summary>The newest first, one more than asked for when there are more.</summary>
    internal async Task<IReadOnlyList<ContactSummary>> Search(Viewer viewer, ContactSearch search, Place? after, int size, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await search.In(db, viewer.Centre, db.Contacts.VisibleTo(viewer).AsNoTracking(), clock.GetUtcNow(), stop);
        if (after is not null)
        {
            var (at, shown) = (new DateTimeOffset(after.ArrivedAt, TimeSpan.Zero), after.Shown.Select(it => new ContactId(it)).ToArray());
            rows = rows.Where(it => it.ArrivedAt <= at && !shown.Contains(it.Id));
        }

        var found = await rows.OrderByDescending(it => it.ArrivedAt).ThenBy(it => it.Id).Take(size + 1).ToListAsync(stop);
        return await Summaries(db, viewer, found, stop);
    }

    public async Task<Outcome<ContactStory>> Story(Viewer viewer, ContactId id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop) is not { } row) return NoSuchContact;

        var ledger = await db.Ledger.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == id).OrderBy(it => it.Sequence).Take(MostTold).ToListAsync(stop);
        var events = StoryEvents.Of(ledger).ToList();
        var segments = await db.Segments.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == id).OrderBy(it => it.Number).ToListAsync(stop);
        var services = await ServiceNames(db, viewer, [.. segments.Select(it => it.Service), .. events.Select(it => it.Facts.Service).OfType<ServiceId>()], stop);
        var people = await names.Of(
            viewer.Centre, [.. segments.Select(it => it.Person), .. events.Select(it => it.Facts.Person ?? (it.Committed.Event as IOfPerson)?.Person)], stop);
        var customer = row.Customer is { } known ? await db.Customers.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == known, stop) : null;
        var given = await db.Conversations.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Contact == id, stop);
        return new ContactStory(
            (await Summaries(db, viewer, [row], stop))[0],
            [.. segments.Select(it => Of(it, services, people))],
            [.. events.Select(it => Of(it.Committed, it.Facts, services, people))],
            await Messages(viewer, id, 0, stop),
            await Others(db, viewer, row, isEarlier: true, stop),
            await Others(db, viewer, row, isEarlier: false, stop),
            customer is null ? null : CustomerView.Of(customer),
            given is null ? null : new GivenView(given.GivenName, given.GivenEmail, given.GivenPhone, given.Matter, given.StartedOn),
            await callbacks.Of(viewer, row, stop));
    }

    /// <summary>In order, those after the number.</summary>
    public async Task<IReadOnlyList<MessageView>> Messages(Viewer viewer, ContactId contact, int after, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await db.Messages.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == contact && it.Number > after)
            .OrderBy(it => it.Number).Take(MostTold).ToListAsync(stop);
        var post = await PostOf.Messages(db, rows, stop);
        var writers = await names.Of(viewer.Centre, [.. rows.Select(it => it.Person), .. post.Letters.Values.Select(it => it.SettledBy)], stop);
        return [.. rows.Select(it => MessageView.Of(it, writers, post))];
    }

    /// <summary>Its side conversations, the oldest first.</summary>
    public async Task<IReadOnlyList<SideView>> Sides(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await SideView.Of(db, viewer, contact, names, stop);
    }

    /// <summary>The customer's contacts, the newest first.</summary>
    public async Task<IReadOnlyList<ContactSummary>> OfCustomer(Viewer viewer, CustomerId customer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await db.Contacts.VisibleTo(viewer).AsNoTracking().Where(it => it.Customer == customer)
            .OrderByDescending(it => it.ArrivedAt).Take(MostOthers).ToListAsync(stop);
        return await Summaries(db, viewer, rows, stop);
    }

    private async Task<IReadOnlyList<ContactSummary>> Others(Database db, Viewer viewer, ContactRow row, bool isEarlier, CancellationToken stop)
    {
        if (row.Customer is not { } customer) return [];

        var others = db.Contacts.VisibleTo(viewer).AsNoTracking().Where(it => it.Customer == customer && it.Id != row.Id);
        others = isEarlier
            ? others.Where(it => it.ArrivedAt <= row.ArrivedAt).OrderByDescending(it => it.ArrivedAt)
            : others.Where(it => it.ArrivedAt > row.ArrivedAt).OrderBy(it => it.ArrivedAt);
        return await Summaries(db, viewer, await others.Take(MostOthers).ToListAsync(stop), stop);
    }

    internal async Task<IReadOnlyList<ContactSummary>> Summaries(Database db, Viewer viewer, IReadOnlyList<ContactRow> rows, CancellationToken stop)
    {
        var ids = rows.Select(it => it.Id).ToArray();
        var customerIds = rows.Select(it => it.Customer).OfType<CustomerId>().Distinct().ToArray();
        var reasonIds = rows.SelectMany(it => it.Reasons).Distinct().ToArray();
        var services = await ServiceNames(db, viewer, rows.Select(it => it.Service), stop);
        var people = await names.Of(viewer.Centre, rows.Select(it => it.Person), stop);
        var customers = await db.Customers.VisibleTo(viewer).Where(it => customerIds.Contains(it.Id))
            .Select(it => new { it.Id, it.Name }).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var given = await db.Conversations.VisibleTo(viewer).Where(it => ids.Contains(it.Contact))
            .Select(it => new { it.Contact, it.GivenName, it.GivenEmail, it.GivenPhone, it.Matter }).ToDictionaryAsync(it => it.Contact, stop);
        var reasons = await db.Reasons.VisibleTo(viewer).AsNoTracking().Where(it => reasonIds.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return [.. rows.Select(it => new ContactSummary(
            it.Id, it.Reference, it.Service, services.GetValueOrDefault(it.Service, Texts.Of()), it.Channel, it.Language, it.Stage, it.Outcome,
            it.ArrivedAt, it.DueAt, it.AnsweredAt, it.EndedAt, it.ClosedAt, it.Person, it.Person is { } person ? people.GetValueOrDefault(person) : null,
            it.Customer, (it.Customer is { } customer ? customers.GetValueOrDefault(customer) : null) ?? given.GetValueOrDefault(it.Id)?.GivenName ?? given.GetValueOrDefault(it.Id)?.GivenEmail ?? given.GetValueOrDefault(it.Id)?.GivenPhone,
            given.GetValueOrDefault(it.Id)?.Matter,
            [.. it.Reasons.Where(reasons.ContainsKey).Select(reason => new ReasonName(reason, reasons[reason]))], it.Transfers, it.BegunBy is not null))];
    }

    private static Task<Dictionary<ServiceId, Texts>> ServiceNames(Database db, Viewer viewer, IEnumerable<ServiceId> services, CancellationToken stop)
    {
        var ids = services.Distinct().ToArray();
        return db.Services.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
    }

    private static SegmentView Of(SegmentRow row, Dictionary<ServiceId, Texts> services, IReadOnlyDictionary<PersonId, string> people) => new(
        row.Number, row.Service, services.GetValueOrDefault(row.Service, Texts.Of()), row.Channel, row.Person,
        row.Person is { } person ? people.GetValueOrDefault(person) : null, row.QueuedAt, row.AnsweredAt, row.EndedAt, row.WrappedAt, row.Held, row.WasTransferred);

    private static StoryEvent Of(
        Committed committed, StoryEvents.Facts facts, Dictionary<ServiceId, Texts> services, IReadOnlyDictionary<PersonId, string> people)
    {
        var person = facts.Person ?? (committed.Event as IOfPerson)?.Person;
        return new StoryEvent(
            committed.At, EventKinds.KindOf(committed.Event), person, person is { } known ? people.GetValueOrDefault(known) : null,
            facts.Service is { } service ? services.GetValueOrDefault(service) : null, facts.Cause, facts.Number, facts.Until);
    }
}
