using System.Runtime.CompilerServices;

namespace Isberg.Routing;

/// <summary>The order of a heap: by the major part, then the minor, which is unique.</summary>
internal readonly record struct HeapKey(ulong Major, ulong Minor) : IComparable<HeapKey>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBefore(HeapKey other) => Major < other.Major || (Major == other.Major && Minor < other.Minor);

    public int CompareTo(HeapKey other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public static bool operator <(HeapKey a, HeapKey b) => a.IsBefore(b);

    public static bool operator >(HeapKey a, HeapKey b) => b.IsBefore(a);

    public static bool operator <=(HeapKey a, HeapKey b) => !b.IsBefore(a);

    public static bool operator >=(HeapKey a, HeapKey b) => !a.IsBefore(b);
}

/// <summary>Where each slot stands in the one heap that holds it. Shared by heaps that never hold the same slot at once.</summary>
internal sealed class Positions
{
    private int[] places = new int[64];

    /// <summary>The place of a slot plus one; 0: in no heap.</summary>
    public int this[int slot]
    {
        get => slot < places.Length ? places[slot] : 0;
        set
        {
            if (slot >= places.Length) Array.Resize(ref places, Math.Max(slot + 1, places.Length * 2));
            places[slot] = value;
        }
    }
}

/// <summary>A 4-ary heap from which any slot can be taken, in logarithmic time.</summary>
internal sealed class IndexedHeap(Positions positions)
{
    private const int Arity = 4;

    private Entry[] entries = [];

    private readonly record struct Entry(HeapKey Key, int Slot);

    public int Count { get; private set; }

    public int First => entries[0].Slot;

    public HeapKey FirstKey => entries[0].Key;

    /// <summary>The slot at a place, in no particular order.</summary>
    public int At(int place) => entries[place].Slot;

    public HeapKey KeyAt(int place) => entries[place].Key;

    public bool Holds(int slot) => positions[slot] != 0;

    public void Add(int slot, HeapKey key)
    {
        if (Count == entries.Length) Array.Resize(ref entries, Math.Max(4, Count * 2));
        Rise(Count++, new Entry(key, slot));
    }

    public void Remove(int slot)
    {
        var place = positions[slot] - 1;
        positions[slot] = 0;
        var last = entries[--Count];
        entries[Count] = default;
        if (place < Count) Settle(place, last);
        if (Count == 0 && entries.Length > 1024) entries = [];
    }

    public void Put(int slot, HeapKey key)
    {
        var place = positions[slot] - 1;
        if (place < 0) Add(slot, key);
        else if (entries[place].Key != key) Settle(place, new Entry(key, slot));
    }

    private void Settle(int place, Entry entry)
    {
        if (place > 0 && entry.Key.IsBefore(entries[(place - 1) / Arity].Key)) Rise(place, entry);
        else Sink(place, entry);
    }

    private void Rise(int place, Entry entry)
    {
        while (place > 0)
        {
            var parent = (place - 1) / Arity;
            if (!entry.Key.IsBefore(entries[parent].Key)) break;
            Set(place, entries[parent]);
            place = parent;
        }

        Set(place, entry);
    }

    private void Sink(int place, Entry entry)
    {
        while (true)
        {
            var child = LeastChild(place);
            if (child < 0 || !entries[child].Key.IsBefore(entry.Key)) break;
            Set(place, entries[child]);
            place = child;
        }

        Set(place, entry);
    }

    private int LeastChild(int place)
    {
        var first = (place * Arity) + 1;
        if (first >= Count) return -1;

        var least = first;
        var end = Math.Min(first + Arity, Count);
        for (var child = first + 1; child < end; child++)
        {
            if (entries[child].Key.IsBefore(entries[least].Key)) least = child;
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(int place, Entry entry)
    {
        entries[place] = entry;
        positions[entry.Slot] = place + 1;
    }
}
