using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What events do to services and to the centre's rules.</summary>
internal sealed partial class FloorState
{
    private readonly Conflict[] conflicts = new Conflict[Classes * Classes];

    public FloorState(int mostTold)
    {
        this.mostTold = mostTold;
        contactsById = new SlotIndex(Contacts);
        SetConflicts();
    }

    public Conflict ConflictOf(ChannelClass busy, ChannelClass offered) => conflicts[((int)busy * Classes) + (int)offered];

    private void Change(CentreRule rule)
    {
        Centre = rule;
        SetConflicts();
        RefreshAll();
    }

    private void SetConflicts()
    {
        Array.Fill(conflicts, Conflict.Blocks);
        foreach (var pair in Centre.Conflicts) conflicts[((int)pair.Busy * Classes) + (int)pair.Offered] = pair.Conflict;
    }

    private void RefreshAll()
    {
        foreach (var person in People)
        {
            if (person is not null) Refresh(person);
        }
    }

    private void Change(ServiceRule rule)
    {
        var service = ServiceOrPlaceholder(rule.Id);
        if (service.Rule is null) service.Number = ++LastServiceNumber;
        service.Rule = rule;
        var waiting = TakeWaiting(service);
        for (var channel = Channel.Voice; channel <= Channels.Last; channel++) Change(service, channel, RuleOf(rule, channel));
        foreach (var slot in waiting) Place(slot);
        RefreshHandling();
    }

    private static ChannelRule? RuleOf(ServiceRule rule, Channel channel)
    {
        foreach (var it in rule.Channels)
        {
            if (it.Channel == channel) return it;
        }

        return null;
    }

    private void Change(ServiceState service, Channel channel, ChannelRule? rule)
    {
        ref var queue = ref service.Queues[(int)channel];
        if (queue is null && rule is null) return;
        if (queue is null) Queues.Add(queue = new QueueState(service, channel, Queues.Count));

        queue.Rule = rule;
        queue.IsNewestFirst = rule is { Order: QueueOrder.NewestFirst };
        queue.Hours.Set(rule?.Open ?? []);
        if (rule is null) queue.IsUnattended = false;
        ArmQueue(queue);
        CountAttending(queue);
        Marks.Queue(queue);
    }

    private void CountAttending(QueueState queue)
    {
        queue.Experts = queue.Beginners = 0;
        if (queue.Rule is null) return;

        foreach (var signature in queue.Service.Staff)
        {
            if (signature.SignedIn > 0) Attend(signature, queue, 1);
        }
    }

    /// <summary>Takes all who wait for a service out of its queues, and forgets the needs that its old rule gave rise to.</summary>
    private List<int> TakeWaiting(ServiceState service)
    {
        var waiting = new List<int>();
        foreach (var queue in service.Queues)
        {
            if (queue is not null) waiting.AddRange(WaitingIn(queue));
        }

        foreach (var slot in waiting) Unplace(slot);
        foreach (var queue in service.Queues)
        {
            if (queue is not null) ForgetNeeds(queue);
        }

        return waiting;
    }

    /// <summary>All who stand in a queue, in arrival order.</summary>
    public List<int> WaitingIn(QueueState queue)
    {
        var slots = new List<int>();
        foreach (var need in queue.Needs)
        {
            AddWaiting(need, slots);
            foreach (var variant in need.Variants) AddWaiting(variant, slots);
        }

        slots.Sort((a, b) => Contacts[a].Number.CompareTo(Contacts[b].Number));
        return slots;
    }

    public static void AddWaiting(NeedSignature need, List<int> slots)
    {
        for (var i = 0; i < need.Waiting.Count; i++) slots.Add(need.Waiting.At(i));
    }

    /// <summary>Those that an offer still uses live on until it is over, but are found no more.</summary>
    private void ForgetNeeds(QueueState queue)
    {
        foreach (var need in queue.Needs.ToArray())
        {
            if (!need.IsGone) Detach(need);
        }
    }

    private void Detach(NeedSignature need)
    {
        foreach (var variant in need.Variants.ToArray())
        {
            needs.Remove(variant.Key);
            Excluding.Remove(variant);
            variant.IsGone = true;
        }

        needs.Remove(need.Key);
        need.IsGone = true;
        need.Queue.Needs.Remove(need);
        if (need.Key.Person is { } person && Named(person).Remove(need) && Named(person).Count == 0) named.Remove(person);
    }

    private void Remove(ServiceId id)
    {
        var service = Services[id];
        service.Rule = null;
        var waiting = TakeWaiting(service);
        for (var channel = Channel.Voice; channel <= Channels.Last; channel++) Change(service, channel, null);
        foreach (var slot in waiting) Place(slot);
        RefreshHandling();
    }

    private void RefreshHandling()
    {
        foreach (var person in People)
        {
            if (person is not null && person.Handling.Count + person.WrapUps.Count > 0) Refresh(person);
        }
    }

    private void MarkUnattended(ServiceUnattended it)
    {
        if (Services.TryGetValue(it.Service, out var service) && service.Queues[(int)it.Channel] is { } queue) queue.IsUnattended = it.IsUnattended;
    }
}
