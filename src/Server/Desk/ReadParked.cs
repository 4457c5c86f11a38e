using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>The calls that are parked now, by place.</summary>
/// <param name="Now">The centre's time: screens count from it.</param>
public sealed record ParkedCalls(DateTimeOffset Now, IReadOnlyList<ParkedCall> Calls);

/// <summary>A parked call.</summary>
/// <param name="Place">A short number to call out.</param>
/// <param name="By">Who parked it.</param>
/// <param name="Until">When the caller returns to his queue.</param>
public sealed record ParkedCall(ContactId Contact, int Place, PersonId By, string? ByName, DateTimeOffset Since, DateTimeOffset Until, DeskCard Card);

/// <summary>Something was parked, or is parked no longer: whoever shows parked calls asks for them anew.</summary>
public sealed record ParkedNews(DateTimeOffset At);

/// <summary>Reads the parked calls that somebody may see: those of the contacts that he may see.</summary>
internal sealed class ReadParked(Databases databases, LiveCentres centres, PeopleNames names)
{
    public async Task<ParkedCalls> Run(Viewer viewer, CancellationToken stop)
    {
        var (now, looks) = await centres.Of(viewer.Centre).Inbox.Ask(
            state => (state.Now, state.Floor.Parked().Select(it => ContactLook.At(state, it.Contact)).OfType<ContactLook>().ToList()), stop);
        if (looks.Count == 0) return new ParkedCalls(now, []);

        var ids = looks.ConvertAll(it => it.OnFloor.Contact);
        await using var db = databases.CreateDbContext();
        var visible = await db.Contacts.VisibleTo(viewer).Where(it => ids.Contains(it.Id)).Select(it => it.Id).ToListAsync(stop);
        looks.RemoveAll(it => !visible.Contains(it.OnFloor.Contact));
        var cards = new ContactCards(databases);
        await cards.Load(looks, stop);
        var by = await names.Of(viewer.Centre, looks.Select(it => it.OnFloor.Parked?.By), stop);
        return new ParkedCalls(now, [.. looks.Select(it => Of(it.OnFloor, cards.Of(it), by))]);
    }

    private static ParkedCall Of(ContactOnFloor call, DeskCard card, IReadOnlyDictionary<PersonId, string> names)
    {
        var parked = call.Parked!;
        return new ParkedCall(call.Contact, parked.Place, parked.By, names.GetValueOrDefault(parked.By), call.StageSince, parked.Until, card);
    }
}
