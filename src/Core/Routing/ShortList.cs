using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Isberg.Routing;

/// <summary>A list of slots in the order of adding. The first few lie within whoever holds it; that is as many as most people have in hand.</summary>
internal struct ShortList
{
    private const int Few = 4;

    private Inline few;
    private int[]? many;

    public int Count { get; private set; }

    [UnscopedRef]
    public ReadOnlySpan<int> Items => Places[..Count];

    [UnscopedRef]
    private Span<int> Places => many is null ? few : many;

    public readonly int[] ToArray() => many is null ? ((ReadOnlySpan<int>)few)[..Count].ToArray() : many[..Count];

    public void Add(int slot)
    {
        if (Count == Places.Length)
        {
            var longer = new int[Count * 2];
            Places.CopyTo(longer);
            many = longer;
        }

        Places[Count++] = slot;
    }

    public void Remove(int slot)
    {
        var place = Items.IndexOf(slot);
        if (place < 0) return;

        Places[(place + 1)..Count].CopyTo(Places[place..]);
        Count--;
    }

    [InlineArray(Few)]
    private struct Inline
    {
        private int first;
    }
}

/// <summary>A number for each channel class.</summary>
[InlineArray(FloorState.Classes)]
internal struct PerClass
{
    private int first;
}
