using System.Numerics;

namespace Isberg.Routing;

/// <summary>A growing set of small numbers.</summary>
internal struct Bits()
{
    private ulong[] words = [];

    public readonly bool Has(int number) => number >> 6 < words.Length && (words[number >> 6] & (1UL << (number & 63))) != 0;

    public void Set(int number)
    {
        if (number >> 6 >= words.Length) Array.Resize(ref words, Math.Max((number >> 6) + 1, words.Length * 2));
        words[number >> 6] |= 1UL << (number & 63);
    }

    public readonly void Clear(int number)
    {
        if (number >> 6 < words.Length) words[number >> 6] &= ~(1UL << (number & 63));
    }

    /// <summary>The first number at or after <paramref name="from"/> that is in both sets; -1: none.</summary>
    public readonly int NextInBoth(in Bits other, int from)
    {
        var end = Math.Min(words.Length, other.words.Length);
        var index = from >> 6;
        if (index >= end) return -1;

        var word = words[index] & other.words[index] & (ulong.MaxValue << (from & 63));
        while (word == 0)
        {
            if (++index >= end) return -1;
            word = words[index] & other.words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
