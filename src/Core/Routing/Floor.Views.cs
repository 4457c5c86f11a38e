using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>The floor as others see it.</summary>
public sealed partial class Floor
{
    private Floor(FloorState state) => this.state = state;

    public Floor(int mostTold = MostTold)
        : this(new FloorState(mostTold))
    {
    }

    public static Floor From(FloorSnapshot snapshot, int mostTold = MostTold) => new(FloorState.From(snapshot, mostTold)) { hasApplied = true };

    public FloorSnapshot Snapshot() => state.Snapshot();

    public ContactOnFloor? Contact(ContactId contact) => state.SlotOf(contact) is >= 0 and var slot ? View(slot) : null;

    public PersonOnFloor? Person(PersonId person) => state.Person(person) is { } found ? View(found) : null;

    /// <summary>All contacts, by arrival.</summary>
    public IReadOnlyList<ContactOnFloor> Contacts() => [.. state.ContactsInOrder().Select(View)];

    /// <summary>All people, in the order in which they became known.</summary>
    public IReadOnlyList<PersonOnFloor> People() => [.. state.PeopleInOrder().Select(View)];

    /// <summary>All queues, by service in the order in which they became known, then by channel.</summary>
    public IReadOnlyList<QueueOnFloor> Queues(DateTimeOffset now) =>
    [
        .. state.Queues.Where(it => it.Rule is not null)
            .OrderBy(it => it.Service.Number).ThenBy(it => it.Channel)
            .Select(it => View(it, now)),
    ];

    /// <summary>How many people signed in may take this service's contacts in this channel at some step, and how many of them could be offered one now.</summary>
    public (int Able, int Free) Attendance(ServiceId service, Channel channel)
    {
        if (state.Queue(service, channel) is not { Rule: not null } queue) return (0, 0);
        state.SeatFree();
        return Attendance(queue);
    }

    /// <summary>How many waiting contacts of the same service and channel are ahead; null when it does not wait.</summary>
    public int? Ahead(ContactId contact)
    {
        var slot = state.SlotOf(contact);
        if (slot < 0 || !state.Contacts[slot].IsPlaced) return null;

        ref var it = ref state.Contacts[slot];
        var (ahead, key) = (0, FloorState.KeyOf(in it));
        foreach (var need in it.Signature!.Queue.Needs)
        {
            ahead += Before(key, need.Waiting);
            foreach (var variant in need.Variants) ahead += Before(key, variant.Waiting);
        }

        return ahead;
    }

    private static int Before(HeapKey key, IndexedHeap waiting)
    {
        var count = 0;
        for (var i = 0; i < waiting.Count; i++) count += waiting.KeyAt(i) < key ? 1 : 0;
        return count;
    }

    private ContactOnFloor View(int slot)
    {
        ref var it = ref state.Contacts[slot];
        return new ContactOnFloor(
            it.Id, it.Need, it.Customer, it.Stage, it.Segment, it.PriorityClass, it.ArrivedAt, it.Due, it.StageSince, it.Step,
            it.Person >= 0 ? state.People[it.Person]!.Id : null, it.Offer, it.Stage == Stage.Offered ? it.OfferUntil : null,
            it.IsStranded, WrapUpsOf(in it)) { Consult = it.Consult?.View, Supervision = it.Supervision?.View, IsSupervisionTold = state.QueueOf(ref it) is not { Rule.HidesSupervision: true }, Parked = it.Parked?.View };
    }

    private List<WrapUpOnFloor> WrapUpsOf(in ContactState contact)
    {
        var list = new List<WrapUpOnFloor>();
        for (var it = contact.FirstWrapUp; it >= 0; it = state.WrapUps[it].NextOfContact)
        {
            ref var wrapUp = ref state.WrapUps[it];
            list.Add(new WrapUpOnFloor(wrapUp.Person.Id, wrapUp.Segment, wrapUp.Since, wrapUp.Until));
        }

        list.Sort((a, b) => a.Segment.CompareTo(b.Segment));
        return list;
    }

    private PersonOnFloor View(PersonState person) => new(
        person.Id, person.Presence, person.Reason, person.PresenceSince, person.IdleSince,
        person.Offered >= 0 ? state.Contacts[person.Offered].Id : null,
        [.. person.Handling.ToArray().Select(it => state.Contacts[it].Id)],
        [.. person.WrapUps.ToArray().Select(it => state.Contacts[state.WrapUps[it].Contact].Id)])
    {
        Beside = person.Beside >= 0 ? state.Contacts[person.Beside].Id : null,
    };

    private QueueOnFloor View(QueueState queue, Moment now)
    {
        var isOpen = queue.Hours.IsOpen(now);
        DateTimeOffset? edge = queue.Hours.NextEdge(now) is var next && next == Moment.Never ? null : next;
        state.SeatFree();
        var waiting = state.WaitingIn(queue);
        var (able, free) = Attendance(queue);
        return new QueueOnFloor(
            queue.Service.Id, queue.Channel, isOpen, isOpen ? null : edge, isOpen ? edge : null, waiting.Count,
            waiting.Count == 0 ? null : waiting.Min(it => WaitsSince(in state.Contacts[it])),
            waiting.Count == 0 ? null : waiting.Min(it => state.Contacts[it].Due),
            able, free, queue.IsUnattended);
    }

    /// <summary>A transferred contact waits anew from its transfer on.</summary>
    private static Moment WaitsSince(in ContactState contact) => contact.Segment == 1 ? contact.ArrivedAt : contact.Clock;

    private static (int Able, int Free) Attendance(QueueState queue)
    {
        var (able, free) = (0, 0);
        foreach (var staff in queue.Service.Staff)
        {
            var fit = staff.Attends(queue, queue.Rule!.Steps.Count);
            if (fit == Fit.None || (fit == Fit.Beginner && queue.Service.Experts == 0)) continue;

            able += staff.SignedIn;
            free += staff.FreeCount[(int)queue.Class];
        }

        return (able, free);
    }
}
