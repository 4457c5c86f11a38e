using Isberg.Access;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Tells everybody who has a contact open that a colleague writes an answer in it just now. Nothing of it is kept.</summary>
internal sealed class WhoWrites(Databases databases, LiveCentres centres, PeopleNames names, IHubContext<LiveHub> hub)
{
    /// <summary>Whether somebody may have the contact open.</summary>
    public async Task<bool> MayWatch(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        if (!viewer.May(Permission.ContactRead)) return false;

        await using var db = databases.CreateDbContext();
        return await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop);
    }

    /// <summary>Where a contact stands that the person handles; null: he does not.</summary>
    public Task<Stage?> Handled(CentreId centre, PersonId person, ContactId contact, CancellationToken stop) => centres.Of(centre).Inbox.Ask(
        state => state.Floor.Contact(contact) is { Stage: Stage.Handled or Stage.Held } found && found.Person == person ? found.Stage : (Stage?)null, stop);

    /// <param name="screen">The writer's own, which knows.</param>
    public async Task Tell(CentreId centre, PersonId person, ContactId contact, string screen, CancellationToken stop)
    {
        var called = await names.Of(centre, [person], stop);
        await hub.Clients.GroupExcept(LiveGroups.Contact(contact), [screen]).SendAsync("writing", new DeskWriting(contact, person, called.GetValueOrDefault(person)), stop);
    }
}
