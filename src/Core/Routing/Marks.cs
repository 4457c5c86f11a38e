namespace Isberg.Routing;

/// <summary>What an applied event may have consequences for, until they are decided. No part of the state.</summary>
internal sealed class Marks
{
    private readonly PriorityQueue<int, HeapKey> contacts = new();
    private readonly PriorityQueue<PersonState, long> people = new();
    private readonly List<NeedSignature> needs = [];
    private readonly List<QueueState> queues = [];

    public bool HasContacts => contacts.Count > 0;

    public bool HasPeople => people.Count > 0;

    public bool HasOnePerson => people.Count == 1;

    public bool HasNeeds => needs.Count > 0;

    public bool HasQueues => queues.Count > 0;

    public void Contact(int slot, HeapKey key) => contacts.Enqueue(slot, key);

    public void Person(PersonState person) => people.Enqueue(person, person.Number);

    public void Need(NeedSignature need)
    {
        if (need.IsMarked) return;
        need.IsMarked = true;
        needs.Add(need);
    }

    public void Queue(QueueState queue)
    {
        if (!queues.Contains(queue)) queues.Add(queue);
    }

    public int TakeContact() => contacts.Dequeue();

    public PersonState FirstPerson => people.Peek();

    public void DropFirstPerson() => people.Dequeue();

    public List<NeedSignature> TakeNeeds()
    {
        var taken = new List<NeedSignature>(needs);
        foreach (var need in taken) need.IsMarked = false;
        needs.Clear();
        return taken;
    }

    public List<QueueState> TakeQueues()
    {
        var taken = new List<QueueState>(queues);
        queues.Clear();
        return taken;
    }

    public void Clear()
    {
        contacts.Clear();
        people.Clear();
        foreach (var need in needs) need.IsMarked = false;
        needs.Clear();
        queues.Clear();
    }
}
