namespace Isberg.Routing;

/// <summary>Where each contact's slot is, by its id. Half the size of a dictionary, so that looking up a contact reads one place in memory, not two.</summary>
internal sealed class SlotIndex(Slots<ContactState> contacts)
{
    private const uint Golden = 0x9E3779B9;

    private Entry[] entries = new Entry[64];
    private int count;
    private int shift = 32 - 6;

    /// <summary>A contact's hash and its slot plus one; 0: nothing lies here.</summary>
    private readonly record struct Entry(uint Hash, int SlotPlusOne);

    public IEnumerable<int> Slots => entries.Where(it => it.SlotPlusOne != 0).Select(it => it.SlotPlusOne - 1);

    /// <summary>The slot of a contact; -1: it is not here.</summary>
    public int Find(ContactId contact)
    {
        var hash = HashOf(contact);
        for (var place = Home(hash); entries[place] is { SlotPlusOne: not 0 } entry; place = After(place))
        {
            if (entry.Hash == hash && contacts[entry.SlotPlusOne - 1].Id == contact) return entry.SlotPlusOne - 1;
        }

        return ContactState.NoOne;
    }

    /// <summary>Adds a contact that is not here yet.</summary>
    public void Add(ContactId contact, int slot)
    {
        if (++count > entries.Length / 2) Grow();
        Put(new Entry(HashOf(contact), slot + 1));
    }

    /// <summary>Removes a contact that is here. Those that stood behind it, as they hashed to its place, move up.</summary>
    public void Remove(ContactId contact, int slot)
    {
        count--;
        var gap = Home(HashOf(contact));
        while (entries[gap].SlotPlusOne != slot + 1) gap = After(gap);
        for (var place = After(gap); entries[place].SlotPlusOne != 0; place = After(place))
        {
            if (Distance(Home(entries[place].Hash), place) < Distance(gap, place)) continue;
            entries[gap] = entries[place];
            gap = place;
        }

        entries[gap] = default;
    }

    private void Put(Entry entry)
    {
        var place = Home(entry.Hash);
        while (entries[place].SlotPlusOne != 0) place = After(place);
        entries[place] = entry;
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        shift--;
        foreach (var entry in old)
        {
            if (entry.SlotPlusOne != 0) Put(entry);
        }
    }

    private static uint HashOf(ContactId contact) => (uint)contact.Value.GetHashCode();

    private int Home(uint hash) => (int)((hash * Golden) >> shift);

    private int After(int place) => (place + 1) & (entries.Length - 1);

    private int Distance(int from, int to) => (to - from) & (entries.Length - 1);
}
