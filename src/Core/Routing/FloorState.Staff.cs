using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Who is there and who is free, by what they can take.</summary>
internal sealed partial class FloorState
{
    private readonly HashSet<StaffSignature> staffSignatures = [];
    private readonly List<StaffSignature?> staffById = [];
    private readonly Stack<int> freeStaffIds = new();
    private readonly Positions[] freePlaces = [new(), new(), new(), new()];
    private readonly Stack<int> freePersonSlots = new();
    private readonly List<PersonState> stale = [];

    /// <summary>Per channel class, the signatures with somebody free.</summary>
    public Bits[] FreeStaff { get; } = [new Bits(), new Bits(), new Bits(), new Bits()];

    public StaffSignature Staff(int id) => staffById[id]!;

    private void Change(PersonRule rule)
    {
        var person = Person(rule.Id) ?? AddPerson(rule);
        person.Rule = rule;
        var signature = Intern(rule);
        if (!ReferenceEquals(signature, person.Signature)) ChangeSignature(person, signature);
        UpdateNamed(person.Id);
        Refresh(person);
        if (person.FreeFor != 0) Marks.Person(person);
    }

    private PersonState AddPerson(PersonRule rule)
    {
        var slot = freePersonSlots.TryPop(out var free) ? free : People.Count;
        var person = new PersonState(rule.Id, ++LastPersonNumber, slot) { Rule = rule, PresenceSince = At, IdleSince = At };
        if (slot == People.Count) People.Add(person);
        else People[slot] = person;
        peopleById.Add(rule.Id, person);
        return person;
    }

    private StaffSignature Intern(PersonRule rule)
    {
        var wanted = new StaffSignature(rule, ServiceOrPlaceholder);
        if (staffSignatures.TryGetValue(wanted, out var known)) return known;

        wanted.Id = freeStaffIds.TryPop(out var id) ? id : staffById.Count;
        if (wanted.Id == staffById.Count) staffById.Add(wanted);
        else staffById[wanted.Id] = wanted;
        staffSignatures.Add(wanted);
        foreach (var service in wanted.Services)
        {
            service.Staff.Add(wanted);
            foreach (var need in NeedsOf(service)) Fit(wanted, need);
        }

        return wanted;
    }

    private ServiceState ServiceOrPlaceholder(ServiceId id)
    {
        if (!Services.TryGetValue(id, out var service)) Services.Add(id, service = new ServiceState(id));
        return service;
    }

    private static IEnumerable<NeedSignature> NeedsOf(ServiceState service)
    {
        foreach (var queue in service.Queues)
        {
            if (queue is null) continue;
            foreach (var need in queue.Needs) yield return need;
        }
    }

    private void ChangeSignature(PersonState person, StaffSignature signature)
    {
        var before = person.Signature;
        Unseat(person);
        person.Signature = signature;
        signature.People++;
        if (person.IsSignedIn) CountSignedIn(signature, 1);
        if (before is null) return;

        if (person.IsSignedIn) CountSignedIn(before, -1);
        if (--before.People == 0) Dispose(before);
    }

    private void Dispose(StaffSignature signature)
    {
        staffSignatures.Remove(signature);
        staffById[signature.Id] = null;
        freeStaffIds.Push(signature.Id);
        foreach (var service in signature.Services)
        {
            service.Staff.Remove(signature);
            foreach (var need in NeedsOf(service))
            {
                need.Takers.Clear(signature.Id);
                need.Beginners.Clear(signature.Id);
            }
        }
    }

    private void Remove(PersonId id)
    {
        var person = peopleById[id];
        person.IsRemoved = true;
        ChangePresence(id, Presence.SignedOut, null);
        ForgetIfGone(person);
    }

    /// <summary>A removed person stays until his contacts are somewhere else.</summary>
    private void ForgetIfGone(PersonState person)
    {
        if (!person.IsRemoved || person.Offered >= 0 || person.Beside >= 0 || person.Handling.Count > 0 || person.WrapUps.Count > 0) return;
        if (People[person.Slot] != person) return;

        SeatFree();
        peopleById.Remove(person.Id);
        personAtHand = null;
        People[person.Slot] = null;
        freePersonSlots.Push(person.Slot);
        if (--person.Signature.People == 0) Dispose(person.Signature);
    }

    private void ChangePresence(PersonId id, Presence presence, PresenceReasonId? reason)
    {
        var person = Person(id)!;
        var before = person.Presence;
        (person.Presence, person.Reason, person.PresenceSince) = (presence, reason, At);
        if (presence == Presence.Ready && before != Presence.Ready) person.IdleSince = At;
        if (before == Presence.SignedOut) person.IdleSince = At;
        var change = (presence == Presence.SignedOut ? 0 : 1) - (before == Presence.SignedOut ? 0 : 1);
        if (change != 0)
        {
            CountSignedIn(person.Signature, change);
            UpdateNamed(id);
        }

        Refresh(person);
    }

    private void UpdateNamed(PersonId person)
    {
        foreach (var need in Naming(person)) UpdateAble(need);
    }

    private void CountSignedIn(StaffSignature signature, int change)
    {
        signature.SignedIn += change;
        if (change < 0) LiftExclusions();
        var isEdge = change > 0 ? signature.SignedIn == 1 : signature.SignedIn == 0;
        if (!isEdge) return;

        foreach (var service in signature.Services) CountSignedIn(signature, service, change);
    }

    private void CountSignedIn(StaffSignature signature, ServiceState service, int change)
    {
        foreach (var queue in service.Queues)
        {
            if (queue?.Rule is null) continue;
            Attend(signature, queue, change);
            foreach (var need in queue.Needs)
            {
                if (!need.Takers.Has(signature.Id)) continue;
                CountAble(signature, need, change);
                UpdateAble(need);
            }
        }

        if (signature.IsExpertIn(service)) CountExperts(service, change);
    }

    private void Attend(StaffSignature signature, QueueState queue, int change)
    {
        var fit = signature.Attends(queue, queue.Rule!.Steps.Count);
        if (fit == Routing.Fit.Full) queue.Experts += change;
        if (fit == Routing.Fit.Beginner) queue.Beginners += change;
        if (fit != Routing.Fit.None) Marks.Queue(queue);
    }

    /// <summary>Beginners may take contacts of a service while somebody who is none is signed in.</summary>
    private void CountExperts(ServiceState service, int change)
    {
        service.Experts += change;
        if (service.Experts != Math.Max(change, 0)) return;

        foreach (var need in NeedsOf(service)) UpdateAble(need);
        foreach (var queue in service.Queues)
        {
            if (queue?.Rule is not null) Marks.Queue(queue);
        }

        if (change < 0) return;
        foreach (var signature in service.Staff) MarkFree(signature);
    }

    private void MarkFree(StaffSignature signature)
    {
        SeatFree();
        foreach (var byLoad in signature.Free)
        {
            foreach (var heap in byLoad)
            {
                for (var i = 0; heap is not null && i < heap.Count; i++) Marks.Person(People[heap.At(i)]!);
            }
        }
    }

    /// <summary>Who declined may be the only one left.</summary>
    private void LiftExclusions()
    {
        foreach (var need in Excluding)
        {
            foreach (var id in need.Key.Excluded!)
            {
                if (Person(id) is { FreeFor: not 0 } person) Marks.Person(person);
            }
        }
    }

    /// <summary>Works out anew what the person is free for. His seats follow when they are looked at: most who become free are busy again at once.</summary>
    private void Refresh(PersonState person)
    {
        var before = person.FreeFor;
        person.FreeFor = 0;
        for (var channels = ChannelClass.Voice; channels <= ChannelClass.Task; channels++)
        {
            if (Occupancy.MayTake(this, person, channels)) person.FreeFor |= 1 << (int)channels;
        }

        if ((person.FreeFor & ~before) != 0) Marks.Person(person);
        if (person.IsStale || (person.FreeFor == 0 && person.SeatedFor == 0)) return;
        person.IsStale = true;
        stale.Add(person);
    }

    /// <summary>Seats everybody where he belongs now.</summary>
    public void SeatFree()
    {
        foreach (var person in stale)
        {
            person.IsStale = false;
            for (var channels = ChannelClass.Voice; channels <= ChannelClass.Task; channels++) Seat(person, channels);
            (person.SeatedFor, person.SeatedBy) = (person.FreeFor, person.IdleKey);
        }

        stale.Clear();
    }

    private void Seat(PersonState person, ChannelClass channels)
    {
        var index = (int)channels;
        var isSeated = (person.SeatedFor & (1 << index)) != 0;
        var isFree = person.IsFreeFor(channels);
        if (isSeated && isFree && person.FreeLoad[index] == person.Load[index] && person.SeatedBy == person.IdleKey) return;

        if (isSeated) TakeFree(person, channels);
        if (isFree) AddFree(person, channels);
    }

    private void Unseat(PersonState person)
    {
        for (var channels = ChannelClass.Voice; channels <= ChannelClass.Task; channels++)
        {
            if ((person.SeatedFor & (1 << (int)channels)) != 0) TakeFree(person, channels);
        }

        person.FreeFor = person.SeatedFor = 0;
    }

    /// <summary>Puts a person among the free of a class.</summary>
    public void AddFree(PersonState person, ChannelClass channels)
    {
        var index = (int)channels;
        var signature = person.Signature;
        var load = person.FreeLoad[index] = person.Load[index];
        ref var byLoad = ref signature.Free[index];
        if (byLoad.Length <= load) Array.Resize(ref byLoad, load + 1);
        (byLoad[load] ??= new IndexedHeap(freePlaces[index])).Add(person.Slot, person.IdleKey);
        if (signature.FreeCount[index]++ == 0) FreeStaff[index].Set(signature.Id);
    }

    /// <summary>Takes a person from among the free of a class.</summary>
    public void TakeFree(PersonState person, ChannelClass channels)
    {
        var index = (int)channels;
        var signature = person.Signature;
        signature.Free[index][person.FreeLoad[index]]!.Remove(person.Slot);
        if (--signature.FreeCount[index] == 0) FreeStaff[index].Clear(signature.Id);
    }
}
