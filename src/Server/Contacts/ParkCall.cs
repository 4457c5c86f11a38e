using Isberg.Access;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>Whoever handles a call parks it; whoever may see it picks it up.</summary>
public sealed class ParkCall(ContactReading reading, LiveCentres centres, PhoneStates phones)
{
    public static readonly Refusal NoPhone = new("phone.not_ready", "Your phone is not connected, or it is taken right now.");

    /// <summary>Where a call has been parked.</summary>
    /// <param name="Place">Null: somebody has picked it up already.</param>
    public sealed record Parked(int? Place);

    public async Task<Outcome<Parked>> Park(CentreId centre, ContactId contact, PersonId by, CancellationToken stop)
    {
        var inbox = centres.Of(centre).Inbox;
        if (await inbox.Send(new ContactParked(contact, by), stop) is { } refusal) return refusal;
        return new Parked(await inbox.Ask(state => state.Floor.Contact(contact)?.Parked?.Place, stop));
    }

    /// <summary>His phone rings, and the caller is his.</summary>
    public async Task<Refusal?> PickUp(Viewer viewer, ContactId contact, PersonId by, CancellationToken stop)
    {
        if (!await reading.IsVisible(viewer, contact, stop)) return ContactReading.NoSuchContact;
        if (phones.Of(by) != PhoneState.Ready) return NoPhone;

        return await centres.Of(viewer.Centre).Inbox.Send(new ContactPickedUp(contact, by), stop);
    }
}
