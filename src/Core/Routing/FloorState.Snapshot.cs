using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>The state as plain data, and back.</summary>
internal sealed partial class FloorState
{
    private const int Format = 1;

    public FloorSnapshot Snapshot() => new(Format, At)
    {
        Centre = Centre,
        LastContactNumber = LastContactNumber,
        LastPersonNumber = LastPersonNumber,
        LastServiceNumber = LastServiceNumber,
        TellingUntil = telling.Until,
        Told = telling.Count,
        Services = [.. Services.Values.Where(it => it.Rule is not null).OrderBy(it => it.Number).Select(Save)],
        People = [.. PeopleInOrder().Select(Save)],
        Contacts = [.. ContactsInOrder().Select(Save)],
        Closed = Closed.Oldest,
    };

    public IEnumerable<PersonState> PeopleInOrder() => People.OfType<PersonState>().OrderBy(it => it.Number);

    public int[] ContactsInOrder()
    {
        var slots = contactsById.Slots.ToArray();
        Array.Sort(slots, (a, b) => Contacts[a].Number.CompareTo(Contacts[b].Number));
        return slots;
    }

    private static ServiceInSnapshot Save(ServiceState service) => new(
        service.Rule!, service.Number, service.Queues.OfType<QueueState>().Where(it => it.IsUnattended).Aggregate(ChannelSet.None, (set, it) => set | it.Channel.AsSet()));

    private PersonInSnapshot Save(PersonState person) => new(
        person.Rule, person.Number, person.Presence, person.Reason, person.PresenceSince, person.IdleSince,
        [.. person.Handling.ToArray().Select(it => Contacts[it].Id)], [.. person.WrapUps.ToArray().Select(SaveWrapUp)]);

    private WrapUpInSnapshot SaveWrapUp(int slot)
    {
        ref var it = ref WrapUps[slot];
        return new WrapUpInSnapshot(Contacts[it.Contact].Id, it.Segment, it.Since, it.Until, it.Need.Service, it.Need.Channel);
    }

    private ContactInSnapshot Save(int slot)
    {
        ref var it = ref Contacts[slot];
        return new ContactInSnapshot(it.Id, it.Need, it.Number, it.ArrivedAt)
        {
            Customer = it.Customer, Stage = it.Stage, StageSince = it.StageSince, Due = it.Due, Clock = it.Clock,
            PriorityClass = it.PriorityClass, Segment = it.Segment, Step = it.Step, Offer = it.Offer, OfferUntil = it.OfferUntil,
            OfferedTo = it.Stage == Stage.Offered ? People[it.Person]!.Id : null,
            IsAtFront = it.AtFront, IsStranded = it.IsStranded, WasHandled = it.WasHandled, Ending = it.Ending,
            Overflowed = it.Overflowed?.ToArray() ?? [],
            Declines = it.Declines?.Select(d => new DeclineInSnapshot(d.Person, d.Until)).ToArray() ?? [],
            Consult = Save(it.Consult), Supervision = Save(it.Supervision), LastNumber = it.LastNumber,
            Parked = it.Parked is { } parked ? new ParkedInSnapshot(parked.Place, parked.By, parked.Until) : null,
        };
    }

    public static FloorState From(FloorSnapshot snapshot, int mostTold)
    {
        if (snapshot.Format != Format) throw new NotSupportedException($"Snapshot format {snapshot.Format} is not {Format}.");

        var state = new FloorState(mostTold);
        state.Load(snapshot);
        state.Marks.Clear();
        return state;
    }

    private void Load(FloorSnapshot snapshot)
    {
        At = Now = snapshot.At;
        Change(snapshot.Centre);
        foreach (var service in snapshot.Services) Load(service);
        foreach (var person in snapshot.People) Load(person);
        foreach (var contact in snapshot.Contacts) Load(contact);
        foreach (var person in snapshot.People) LoadWork(person);
        foreach (var contact in snapshot.Contacts) LoadSeconds(contact);
        foreach (var contact in snapshot.Contacts) LoadPark(contact);
        foreach (var closed in snapshot.Closed) Closed.Add(closed);
        Load(new Telling(snapshot.TellingUntil, snapshot.Told));
        (LastContactNumber, LastPersonNumber, LastServiceNumber) =
            (snapshot.LastContactNumber, snapshot.LastPersonNumber, snapshot.LastServiceNumber);
    }

    private void Load(ServiceInSnapshot service)
    {
        LastServiceNumber = service.Number - 1;
        Change(service.Rule);
        foreach (var queue in Services[service.Rule.Id].Queues.OfType<QueueState>()) queue.IsUnattended = service.Unattended.Has(queue.Channel);
    }

    private void Load(PersonInSnapshot saved)
    {
        LastPersonNumber = saved.Number - 1;
        Change(saved.Rule);
        ChangePresence(saved.Rule.Id, saved.Presence, saved.Reason);
        var person = peopleById[saved.Rule.Id];
        (person.PresenceSince, person.IdleSince) = (saved.PresenceSince, saved.IdleSince);
    }

    private void Load(ContactInSnapshot saved)
    {
        var slot = Contacts.Take();
        contactsById.Add(saved.Contact, slot);
        Contacts[slot] = new ContactState
        {
            Id = saved.Contact, Need = saved.Need, Customer = saved.Customer, Number = saved.Number, ArrivedAt = saved.ArrivedAt,
            Stage = saved.Stage, StageSince = saved.StageSince, Due = saved.Due, HasDue = saved.Due != default, Clock = saved.Clock,
            PriorityClass = (byte)saved.PriorityClass, Segment = saved.Segment, Step = saved.Step, Offer = saved.Offer,
            OfferUntil = saved.OfferUntil, AtFront = saved.IsAtFront, IsStranded = saved.IsStranded, WasHandled = saved.WasHandled,
            Ending = saved.Ending, FirstWrapUp = ContactState.NoOne, Person = ContactState.NoOne,
            Overflowed = saved.Overflowed.Count == 0 ? null : [.. saved.Overflowed],
            Declines = saved.Declines.Count == 0 ? null : [.. saved.Declines.Select(it => new Decline(it.Person, it.Until))],
        };
        if (saved.OfferedTo is { } id) LoadOffer(slot, peopleById[id]);
        if (saved.Stage == Stage.Queued) Place(slot);
        else Rearm(slot);
    }

    private void LoadOffer(int slot, PersonState person)
    {
        Contacts[slot].Person = person.Slot;
        person.Offered = slot;
    }

    private void LoadWork(PersonInSnapshot saved)
    {
        var person = peopleById[saved.Rule.Id];
        foreach (var id in saved.Handling)
        {
            ref var contact = ref Contact(id);
            contact.Person = person.Slot;
            person.Handling.Add(SlotOf(id));
            person.Load[(int)contact.Class]++;
        }

        foreach (var wrapUp in saved.WrapUps) LoadWrapUp(person, wrapUp);
        Refresh(person);
    }

    private void LoadWrapUp(PersonState person, WrapUpInSnapshot saved)
    {
        var slot = WrapUps.Take();
        ref var contact = ref Contact(saved.Contact);
        WrapUps[slot] = new WrapUpState
        {
            Contact = SlotOf(saved.Contact), Segment = saved.Segment, Person = person, Since = saved.Since, Until = saved.Until,
            Need = new Need(saved.Service, saved.Channel), Class = saved.Channel.Class(), NextOfContact = contact.FirstWrapUp,
        };
        contact.FirstWrapUp = slot;
        person.WrapUps.Add(slot);
        person.Load[(int)saved.Channel.Class()]++;
        ArmWrapUp(slot);
    }
}
