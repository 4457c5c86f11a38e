using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Reads the calls that wait in the services that a person answers, or for him by name.</summary>
internal sealed class ReadWaitingCalls(Databases databases, LiveCentres centres)
{
    private const int Most = 100;

    private sealed record Caller(string? Name, string? Phone);

    public async Task<WaitingCalls> Run(Viewer viewer, PersonId person, CancellationToken stop)
    {
        var (now, waiting) = await centres.Of(viewer.Centre).Inbox.Ask(state => (state.Now, Find(state, person)), stop);
        var ids = waiting.Select(it => it.Contact).ToList();
        await using var db = databases.CreateDbContext();
        var visible = await db.Contacts.VisibleTo(viewer).Where(it => ids.Contains(it.Id)).Select(it => new { it.Id, it.Transfers }).ToDictionaryAsync(it => it.Id, it => it.Transfers, stop);
        waiting.RemoveAll(it => !visible.ContainsKey(it.Contact));
        var shown = waiting.Take(Most).ToList();
        var callers = await Callers(db, viewer, [.. shown.Select(it => it.Contact)], stop);
        return new WaitingCalls(now, [.. shown.Select(it => View(it, person, callers.GetValueOrDefault(it.Contact), visible[it.Contact]))], waiting.Count);
    }

    private static List<ContactOnFloor> Find(LiveState state, PersonId person)
    {
        var services = state.Floor.ServicesOf(person, Channel.Voice);
        return
        [
            .. state.Contacts.All.Where(it => it.Channel == Channel.Voice).Select(it => state.Floor.Contact(it.Id)).OfType<ContactOnFloor>()
                .Where(it => it.Stage is Stage.Queued or Stage.Offered && (services.Contains(it.Need.Service) || it.Need.Person == person))
                .OrderBy(it => it.PriorityClass).ThenBy(it => it.Due).ThenBy(it => it.ArrivedAt),
        ];
    }

    private static async Task<Dictionary<ContactId, Caller>> Callers(Database db, Viewer viewer, List<ContactId> ids, CancellationToken stop)
    {
        var names = await (
            from contact in db.Contacts.VisibleTo(viewer)
            join customer in db.Customers on contact.Customer equals customer.Id
            where ids.Contains(contact.Id)
            select new { contact.Id, customer.Name }).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var given = await db.Conversations.VisibleTo(viewer).Where(it => ids.Contains(it.Contact)).Select(it => new { it.Contact, it.GivenName, it.GivenPhone }).ToListAsync(stop);
        return given.ToDictionary(it => it.Contact, it => new Caller(names.GetValueOrDefault(it.Contact) ?? it.GivenName, it.GivenPhone));
    }

    private static WaitingCall View(ContactOnFloor it, PersonId person, Caller? caller, int transfers) => new(
        it.Contact, it.Need.Service, caller?.Name, caller?.Phone, it.ArrivedAt, it.Due, transfers, it.Stage == Stage.Offered, it.Need.Person == person);
}
