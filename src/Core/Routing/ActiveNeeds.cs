namespace Isberg.Routing;

/// <summary>A queue's needs with somebody waiting, in the order of who stands first in each.</summary>
internal sealed class ActiveNeeds
{
    private HeapKey[] keys = [];
    private NeedSignature[] needs = [];

    public int Count { get; private set; }

    public HeapKey KeyAt(int place) => keys[place];

    public NeedSignature At(int place) => needs[place];

    /// <summary>Puts a need where its first contact now has it stand.</summary>
    public void Seat(NeedSignature need)
    {
        var isWaiting = need.Waiting.Count > 0;
        var key = isWaiting ? need.Waiting.FirstKey : default;
        if (isWaiting == need.IsSeated && key == need.SeatedBy) return;

        var from = need.IsSeated ? PlaceOf(need.SeatedBy) : Count;
        var to = isWaiting ? PlaceOf(key) : Count;
        if (!need.IsSeated) Lengthen();
        if (from < to) Shift(need, key, from, --to);
        else Shift(need, key, from, to);
        if (!isWaiting) needs[--Count] = null!;
        (need.IsSeated, need.SeatedBy) = (isWaiting, key);
    }

    /// <summary>Moves what lies between two places by one, and sets the need down at the second.</summary>
    private void Shift(NeedSignature need, HeapKey key, int from, int to)
    {
        var count = Math.Abs(to - from);
        var (source, target) = from < to ? (from + 1, from) : (to, to + 1);
        Array.Copy(keys, source, keys, target, count);
        Array.Copy(needs, source, needs, target, count);
        (keys[to], needs[to]) = (key, need);
    }

    private void Lengthen()
    {
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, Math.Max(4, Count * 2));
            Array.Resize(ref needs, keys.Length);
        }

        Count++;
    }

    /// <summary>The first place whose key is not before this one.</summary>
    private int PlaceOf(HeapKey key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (keys[middle].IsBefore(key)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
