using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>The person who handles a contact sends it on to a service's queue, or to a colleague, with a note to whoever takes it.</summary>
public sealed class TransferContact(Databases databases, LiveCentres centres)
{
    public static readonly Refusal NoSuchService = new("service.unknown", "There is no such service to send the contact to.");
    public static readonly Refusal NoSuchPerson = new("person.unknown", "There is no such colleague to send the contact to.");
    public static readonly Refusal ToOneself = new("transfer.to_oneself", "You handle this contact already.");
    public static readonly Refusal NotHandled = new("contact.not_handled", "Nobody handles this contact any longer.");

    /// <param name="Service">The queue. Null: the contact's own, for a colleague.</param>
    /// <param name="Person">A named colleague, who is waited for.</param>
    public sealed record Command(Viewer Viewer, ContactId Contact, PersonId By, ServiceId? Service, PersonId? Person, bool WasWrongPlace, string? Note);

    public async Task<Refusal?> Run(Command command, CancellationToken stop)
    {
        if (InternalNote.Check(command.Note) is { } wrong) return wrong;
        if (command.Person == command.By) return ToOneself;
        if (await MissingTarget(command, stop) is { } missing) return missing;

        return await centres.Of(command.Viewer.Centre).Inbox.Send(state => Decide(state, command), stop);
    }

    private async Task<Refusal?> MissingTarget(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (command.Service is { } service && !await db.Services.VisibleTo(command.Viewer).AnyAsync(it => it.Id == service, stop)) return NoSuchService;
        if (command.Person is { } person && !await db.People.VisibleTo(command.Viewer).AnyAsync(it => it.Id == person, stop)) return NoSuchPerson;
        return null;
    }

    private static Outcome<Act> Decide(LiveState state, Command command)
    {
        if (state.Floor.Contact(command.Contact) is not { } contact) return NotHandled;

        var was = contact.Need;
        var service = command.Service ?? was.Service;
        var need = new Need(service, was.Channel, was.Language, service == was.Service ? was.Skills : null, command.Person);
        var input = new ContactTransferred(command.Contact, command.By, need, command.WasWrongPlace);
        return InternalNote.With(state, input, command.Contact, command.By, command.Note);
    }
}
