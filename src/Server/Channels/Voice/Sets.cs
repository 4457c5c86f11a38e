using System.Collections.Concurrent;

namespace Isberg.Channels.Voice;

/// <summary>Sets of channels by what they belong to; a set without any is forgotten. One writer, many readers.</summary>
internal sealed class Sets<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, string[]> sets = new();

    public IReadOnlyList<string> Of(TKey key) => sets.GetValueOrDefault(key, []);

    public void Add(TKey key, string channel)
    {
        var known = sets.GetValueOrDefault(key, []);
        if (!known.Contains(channel)) sets[key] = [.. known, channel];
    }

    public void Remove(TKey key, string channel)
    {
        string[] left = [.. Of(key).Where(it => it != channel)];
        if (left.Length > 0) sets[key] = left;
        else sets.TryRemove(key, out _);
    }
}
