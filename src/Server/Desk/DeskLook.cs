using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Desk;

/// <summary>How a person's desk stands at one moment, taken out of the live state; names and texts are added outside of it.</summary>
internal sealed record DeskLook(DateTimeOffset Now, PersonOnFloor? Person, ContactLook? Offer, IReadOnlyList<ContactLook> Contacts)
{
    public ContactLook? Beside { get; init; }

    public IEnumerable<ContactLook> All => new[] { Offer, Beside }.OfType<ContactLook>().Concat(Contacts);

    public static DeskLook At(LiveState state, PersonId id)
    {
        if (state.Floor.Person(id) is not { } person) return new DeskLook(state.Now, null, null, []);

        var offer = person.Offered is { } offered ? ContactLook.At(state, offered) : null;
        var contacts = person.Handling.Select(it => ContactLook.At(state, it))
            .Concat(person.WrappingUp.Where(it => !person.Handling.Contains(it)).Select(it => ContactLook.At(state, it)))
            .OfType<ContactLook>();
        return new DeskLook(state.Now, person, offer, [.. contacts]) { Beside = person.Beside is { } beside ? ContactLook.At(state, beside) : null };
    }

    public DeskView View(PersonId id, Func<ContactLook, DeskCard> card, CitizenPresence citizens, PhoneStates phones) => new(
        Now, id, Person?.Presence ?? Presence.SignedOut, Person?.Reason, Person?.PresenceSince ?? Now,
        Offer is { OnFloor.OfferUntil: { } until } offer ? new DeskOffer(offer.OnFloor.Contact, offer.OnFloor.Offer, until, card(offer), offer.Row.IsCallback) : null,
        [.. Contacts.Select(it => Of(it, id, card(it)) with { IsCitizenAway = IsAway(it, citizens), Sound = phones.SoundOf(id, it.OnFloor.Contact) })], phones.Of(id), BesideOf(id, card));

    private DeskBeside? BesideOf(PersonId id, Func<ContactLook, DeskCard> card)
    {
        if (Beside is not { OnFloor: { } floor } || new[] { floor.Consult, floor.Supervision }.FirstOrDefault(it => it?.Person == id) is not { } second) return null;
        return new DeskBeside(floor.Contact, second.Way, second.Since, second == floor.Supervision, floor.Person, card(Beside));
    }

    /// <summary>Whoever wraps up an earlier segment sees his own wrap-up, not what goes on meanwhile.</summary>
    private static DeskContact Of(ContactLook contact, PersonId person, DeskCard card)
    {
        var (floor, row) = (contact.OnFloor, contact.Row);
        foreach (var wrapUp in floor.WrappingUp)
        {
            if (wrapUp.Person == person && floor.Person != person)
                return new DeskContact(floor.Contact, Stage.WrappingUp, wrapUp.Since, wrapUp.Until, row.LastMessage, card, IsOutgoing: row.IsOutgoing, Called: row.Called);
        }

        var own = floor.WrappingUp.Where(it => it.Person == person).Select(it => (DateTimeOffset?)it.Until).FirstOrDefault();
        return new DeskContact(floor.Contact, floor.Stage, floor.StageSince, own, row.LastMessage, card, IsOutgoing: row.IsOutgoing, Called: row.Called)
        {
            Consult = SecondOf(floor.Consult), Supervision = floor.IsSupervisionTold ? SecondOf(floor.Supervision) : null,
        };
    }

    private static DeskSecond? SecondOf(SecondOnFloor? second) => second is null ? null : new DeskSecond(second.Person, second.Way, second.Since);

    /// <summary>Only in a chat is somebody expected to be there, and only while it goes on.</summary>
    private static bool IsAway(ContactLook contact, CitizenPresence citizens) =>
        contact.OnFloor is { Need.Channel: Channel.Chat, Stage: Stage.Handled or Stage.Held } && citizens.IsAway(contact.OnFloor.Contact);
}

/// <summary>One contact at one moment. The row is a copy: the live one goes on changing.</summary>
internal sealed record ContactLook(ContactOnFloor OnFloor, RowLook Row)
{
    public static ContactLook? At(LiveState state, ContactId contact) =>
        state.Floor.Contact(contact) is { } floor && state.Contacts.Find(contact) is { } row
            ? new ContactLook(floor, new RowLook(row.Reference, row.Customer, row.LastMessage, row.Transfers, row.BegunBy is not null || row.CallbackTry is not null, row.CallbackTry is not null, row.Called))
            : null;
}

internal readonly record struct RowLook(string Reference, CustomerId? Customer, int LastMessage, int Transfers, bool IsOutgoing, bool IsCallback, CallResult? Called);
