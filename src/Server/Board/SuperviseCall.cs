using Isberg.Access;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>A supervisor listens to a call, whispers to whoever handles it, joins it, or takes it over; his own phone rings for it.</summary>
public sealed class SuperviseCall(Database db, LiveCentres centres, PhoneStates phones)
{
    public static readonly Refusal NoPhone = new("supervision.no_phone", "Connect your phone first: the call comes there.");

    public sealed record Wanted(SecondWay Way);

    public async Task<Refusal?> Begin(Viewer viewer, ContactId contact, SecondWay way, CancellationToken stop)
    {
        if (await MayNot(viewer, contact, stop) is { } refusal) return refusal;

        var (person, isReachable) = (viewer.Person!.Value, phones.Of(viewer.Person!.Value) is PhoneState.Ready);
        return await centres.Of(viewer.Centre).Inbox.Send(
            state => isReachable || IsThere(state, contact, person) ? new Act(new SupervisionBegan(contact, person, way)) : NoPhone, stop);
    }

    private static bool IsThere(LiveState state, ContactId contact, PersonId person) => state.Floor.Contact(contact)?.Supervision?.Person == person;

    public async Task<Refusal?> End(Viewer viewer, ContactId contact, CancellationToken stop) =>
        await MayNot(viewer, contact, stop)
        ?? await centres.Of(viewer.Centre).Inbox.Send(new SupervisionEnded(contact, viewer.Person!.Value, SecondEnd.Ended), stop);

    public async Task<Refusal?> TakeOver(Viewer viewer, ContactId contact, CancellationToken stop) =>
        await MayNot(viewer, contact, stop) ?? await centres.Of(viewer.Centre).Inbox.Send(state => TakenOver(state, contact, viewer.Person!.Value), stop);

    private static Outcome<Act> TakenOver(LiveState state, ContactId contact, PersonId by) =>
        state.Floor.Contact(contact) is { Person: { } from } ? new Act(new ContactTakenOver(contact, by, from)) : Floor.ContactNotHandled;

    private async Task<Refusal?> MayNot(Viewer viewer, ContactId contact, CancellationToken stop)
    {
        if (viewer.Person is null) return SteerPerson.NotAPerson;
        return await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact && it.ClosedAt == null, stop) ? null : SteerContact.NoSuchContact;
    }
}
