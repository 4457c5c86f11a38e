using Isberg.Access;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Reads what a desk needs beside what goes on now.</summary>
internal sealed class DeskReading(Databases databases, LiveCentres centres, PhoneStates phones, TimeProvider clock)
{
    /// <summary>The most colleagues that a contact may be sent to from a list; others are reached through their queue.</summary>
    private const int MostColleagues = 500;

    public async Task<Ok<DeskSetup>> Setup(Viewer viewer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).OrderBy(it => it.Key).ToListAsync(stop);
        var reasons = await db.Reasons.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).OrderBy(it => it.Place).ToListAsync(stop);
        var notices = await db.Notices.VisibleTo(viewer).AsNoTracking().Where(it => it.Until > now).ToListAsync(stop);
        var absences = await db.PresenceReasons.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).OrderBy(it => it.Place).ToListAsync(stop);
        var addresses = await db.Mailboxes.VisibleTo(viewer).AsNoTracking().Select(it => it.Address).Distinct().OrderBy(it => it).ToListAsync(stop);
        return TypedResults.Ok(new DeskSetup(
            [.. services.Select(it => Of(it, reasons, notices.Where(notice => notice.HoldsAt(now) && notice.IsAbout(it.Id))))],
            [.. absences.Select(it => new DeskPresenceReason(it.Id, it.Name))], addresses));
    }

    private static DeskService Of(Service service, IEnumerable<Reason> reasons, IEnumerable<Notice> notices) => new(
        service.Id, service.Name, service.Script, [.. service.Channels.Select(it => it.Rule.Channel)],
        [.. reasons.Where(it => it.Service is null || it.Service == service.Id).Select(it => new DeskReason(it.Id, it.Parent, it.Name))],
        [.. notices.Select(it => new DeskNotice(it.Text, it.Kind, it.Until))]);

    /// <summary>Queues and colleagues as they stand now, for the channel that the contact came in.</summary>
    public async Task<DeskTargets> Targets(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        var (now, queues, people, channel) = await centres.Of(viewer.Centre).Inbox.Ask(
            state => (state.Now, state.Floor.Queues(state.Now), state.Floor.People(), state.Floor.Contact(contact)?.Need.Channel), stop);
        await using var db = databases.CreateDbContext();
        var services = await db.Services.VisibleTo(viewer).Where(it => !it.IsArchived).Select(it => it.Id).ToListAsync(stop);
        var signedIn = people.Where(it => it.Presence != Presence.SignedOut && it.Person != viewer.Person).Take(MostColleagues).ToDictionary(it => it.Person);
        var ids = signedIn.Keys.ToArray();
        var names = await db.People.VisibleTo(viewer).Where(it => ids.Contains(it.Id)).Select(it => new { it.Id, it.Name }).ToListAsync(stop);
        var away = await Absences.Of(db, viewer, ids, now, stop);
        return new DeskTargets(
            now,
            [.. queues.Where(it => it.Channel == channel && services.Contains(it.Service))
                .Select(it => new DeskQueue(it.Service, it.IsOpen, it.Waiting, it.LongestSince, it.Free))],
            [.. names.Select(it => Of(it.Name, signedIn[it.Id], phones.Of(it.Id), away.GetValueOrDefault(it.Id))).OrderByDescending(it => it.IsFree).ThenBy(it => it.Name, StringComparer.CurrentCulture)]);
    }

    private static DeskColleague Of(string name, PersonOnFloor person, PhoneState phone, AbsenceView? absence) => new(
        person.Person, name, person.Presence, person.PresenceSince, person.Handling.Count,
        person.Presence == Presence.Ready && person.Offered is null && person.Handling.Count == 0 && person.WrappingUp.Count == 0, phone, absence);
}
