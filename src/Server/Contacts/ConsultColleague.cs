using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Whoever handles a call asks a colleague about it, and then brings the three together, goes back to the caller, or hands the call over.</summary>
public sealed class ConsultColleague(Databases databases, LiveCentres centres, PhoneStates phones)
{
    public static readonly Refusal NoPhone = new("colleague.no_phone", "This colleague's phone is not connected, or it is taken right now.");

    public async Task<Refusal?> Ask(Viewer viewer, ContactId contact, PersonId by, PersonId colleague, CancellationToken stop)
    {
        if (!await IsVisible(viewer, colleague, stop)) return TransferContact.NoSuchPerson;
        if (colleague != by && phones.Of(colleague) != PhoneState.Ready) return NoPhone;

        return await centres.Of(viewer.Centre).Inbox.Send(new ConsultAsked(contact, by, colleague), stop);
    }

    private async Task<bool> IsVisible(Viewer viewer, PersonId colleague, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.People.VisibleTo(viewer).AnyAsync(it => it.Id == colleague, stop);
    }

    /// <summary>All three hear each other; a caller who was on hold is taken up for it.</summary>
    public async Task<Refusal?> Join(CentreId centre, ContactId contact, PersonId by, CancellationToken stop)
    {
        var inbox = centres.Of(centre).Inbox;
        if (await inbox.Send(new ConsultJoined(contact, by), stop) is { } refusal) return refusal;

        await inbox.Send(state => new Act(state.Floor.Contact(contact) is { Stage: Stage.Held } ? new ContactResumed(contact, by) : null), stop);
        return null;
    }

    /// <summary>By whoever asked, or by the colleague himself.</summary>
    public Task<Refusal?> Leave(CentreId centre, ContactId contact, PersonId by, CancellationToken stop) => centres.Of(centre).Inbox.Send(
        state => ConsultOf(state, contact, by) is { } consult ? new Act(new ConsultLeft(contact, consult.Person, SecondEnd.Ended)) : Floor.ConsultUnknown, stop);

    private static SecondOnFloor? ConsultOf(LiveState state, ContactId id, PersonId by) =>
        state.Floor.Contact(id) is { Consult: { } consult } contact && (contact.Person == by || consult.Person == by) ? consult : null;

    /// <summary>The colleague has the call at once, with all that he has been told.</summary>
    public async Task<Refusal?> HandOver(CentreId centre, ContactId contact, PersonId by, string? note, CancellationToken stop)
    {
        if (InternalNote.Check(note) is { } wrong) return wrong;
        return await centres.Of(centre).Inbox.Send(state => HandedOver(state, contact, by, note), stop);
    }

    private static Outcome<Act> HandedOver(LiveState state, ContactId id, PersonId by, string? note)
    {
        if (state.Floor.Contact(id) is not { Consult: { } consult } contact) return Floor.ConsultUnknown;
        return InternalNote.With(state, new ContactTransferred(id, by, contact.Need with { Person = consult.Person }, IsAttended: true), id, by, note);
    }
}
