namespace Isberg.Routing;

/// <summary>The contacts that closed last, so that one that arrives twice is known even when the first was over in a moment.</summary>
internal sealed class RecentlyClosed
{
    private readonly Queue<ContactId> order = new(Floor.MostClosedRemembered);
    private readonly HashSet<ContactId> known = new(Floor.MostClosedRemembered);

    public IReadOnlyList<ContactId> Oldest => [.. order];

    public bool Has(ContactId contact) => known.Contains(contact);

    public void Add(ContactId contact)
    {
        if (!known.Add(contact)) return;
        if (order.Count == Floor.MostClosedRemembered) known.Remove(order.Dequeue());
        order.Enqueue(contact);
    }
}
