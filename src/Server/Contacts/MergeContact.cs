using Isberg.Access;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Two contacts are about the same thing: one becomes part of the other, and what comes to it later is the other's. It cannot be undone.</summary>
public sealed class MergeContact(Databases databases, LiveCentres centres)
{
    public static readonly Refusal NotYours = new("merge.not_yours", "You merge into a contact that you handle. Into one that waits, a supervisor merges.");
    public static readonly Refusal OtherCommissioner = new("merge.other_commissioner", "The two contacts belong to different commissioners.");
    public static readonly Refusal IsLive = new("merge.live", "Somebody waits on the line or in the chat in this contact, and is answered there. Merge the other one into it instead.");
    public static readonly Refusal OtherCustomer = new("merge.other_customer", "The two contacts have different customers. Confirm that they are about the same thing.");

    /// <param name="Contact">The one that ends.</param>
    /// <param name="Into">The one that goes on.</param>
    /// <param name="IsConfirmed">Whoever merges has been told that the customers are two.</param>
    public sealed record Command(Viewer Viewer, PersonId Person, ContactId Contact, ContactId Into, bool IsConfirmed);

    public async Task<Refusal?> Run(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var visible = db.Contacts.VisibleTo(command.Viewer).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(it => it.Id == command.Contact, stop) is not { } contact) return ContactReading.NoSuchContact;
        if (await visible.SingleOrDefaultAsync(it => it.Id == command.Into, stop) is not { } into) return ContactReading.NoSuchContact;
        if (contact.MergedInto == into.Id) return null;
        if (contact.Commissioner != into.Commissioner) return OtherCommissioner;

        return await centres.Of(command.Viewer.Centre).Inbox.Send(state => Decide(state, command), stop);
    }

    private static Outcome<Act> Decide(LiveState state, Command command)
    {
        if (state.Contacts.Find(command.Contact) is not { } contact || state.Contacts.Find(command.Into) is not { } into) return Floor.MergeOver;
        if (contact.Channel.IsLive()) return IsLive;
        if (into.Stage is not (Stage.Handled or Stage.Held) && !command.Viewer.May(Permission.ContactSteer)) return NotYours;
        if (contact.Customer is { } one && into.Customer is { } other && one != other && !command.IsConfirmed) return OtherCustomer;

        return new Act(new ContactMerged(command.Contact, command.Into, command.Person), Notes: [new ContactJoined(command.Into, command.Contact, command.Person)]);
    }
}
