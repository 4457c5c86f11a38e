using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>A supervisor moves a waiting contact, lets it go first, or throws it away.</summary>
public sealed class SteerContact(Database db, LiveCentres centres)
{
    public const int LastClass = 9;

    public static readonly Refusal NoSuchContact = new("contact.unknown", "There is no such contact, or it does not wait any longer.");
    public static readonly Refusal WrongClass = new("priority.invalid", $"A priority class is 0 (first) to {LastClass}; 5 is usual.");
    public static readonly Refusal NoSuchService = new("service.unknown", "There is no such service, or it does not have this contact's channel.");

    /// <param name="Service">Null: the same service.</param>
    /// <param name="Person">The colleague who shall take it. Null: whoever can.</param>
    /// <param name="KeepsSkills">The skills that it asks for still hold. They are dropped otherwise.</param>
    public sealed record Move(ServiceId? Service = null, PersonId? Person = null, bool KeepsSkills = false);

    public sealed record Priority(int PriorityClass);

    public async Task<Refusal?> MoveTo(Viewer viewer, ContactId contact, Move move, CancellationToken stop)
    {
        if (await MayNot(viewer, contact, stop) is { } refusal) return refusal;
        if (move.Person is { } person && !await db.People.VisibleTo(viewer).AnyAsync(it => it.Id == person && !it.IsArchived, stop)) return People.KeepPerson.NoSuchPerson;

        var service = move.Service is { } wanted ? await db.Services.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == wanted && !it.IsArchived, stop) : null;
        if (move.Service is not null && service is null) return NoSuchService;

        return await centres.Of(viewer.Centre).Inbox.Send(state => Moved(state, contact, move, service, viewer.Person!.Value), stop);
    }

    public async Task<Refusal?> Prioritise(Viewer viewer, ContactId contact, Priority priority, CancellationToken stop)
    {
        if (priority.PriorityClass is < 0 or > LastClass) return WrongClass;
        return await MayNot(viewer, contact, stop)
            ?? await centres.Of(viewer.Centre).Inbox.Send(new ContactPrioritised(contact, priority.PriorityClass, viewer.Person!.Value), stop);
    }

    public async Task<Refusal?> Discard(Viewer viewer, ContactId contact, CancellationToken stop) =>
        await MayNot(viewer, contact, stop) ?? await centres.Of(viewer.Centre).Inbox.Send(new ContactDiscarded(contact, viewer.Person), stop);

    private async Task<Refusal?> MayNot(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        if (viewer.Person is null) return SteerPerson.NotAPerson;
        return await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact && it.ClosedAt == null, stop) ? null : NoSuchContact;
    }

    private static Outcome<Act> Moved(LiveState state, ContactId contact, Move move, Service? service, PersonId by)
    {
        if (state.Floor.Contact(contact) is not { } found) return NoSuchContact;
        if (service is not null && service.Channels.All(it => it.Rule.Channel != found.Need.Channel)) return NoSuchService;

        var need = found.Need with
        {
            Service = service?.Id ?? found.Need.Service, Person = move.Person, Skills = move.KeepsSkills ? found.Need.Skills : null,
        };
        return new Act(new ContactMoved(contact, need, by));
    }
}
