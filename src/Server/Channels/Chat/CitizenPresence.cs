using System.Collections.Concurrent;

namespace Isberg.Channels.Chat;

/// <summary>Which citizens are there: seen at each request, and as long as a stream is open. Kept in memory; after a restart the grace starts anew.</summary>
public sealed class CitizenPresence(TimeProvider clock)
{
    /// <summary>A citizen who waits and has not been seen for longer has left.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>A citizen in a conversation who has not been seen for longer is shown as away.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    /// <summary>The most streams of one conversation: one for each open tab.</summary>
    public const int MostStreams = 6;

    private readonly DateTimeOffset up = clock.GetUtcNow();
    private readonly ConcurrentDictionary<ContactId, Citizen> citizens = new();

    public void Seen(ContactId contact) => Of(contact).SeenAt = clock.GetUtcNow();

    /// <summary>A stream is open until what is returned is disposed of; null when there are too many.</summary>
    public IDisposable? Open(ContactId contact)
    {
        var citizen = Of(contact);
        if (Interlocked.Increment(ref citizen.Streams) <= MostStreams) return new Stay(clock, citizen);
        Interlocked.Decrement(ref citizen.Streams);
        return null;
    }

    public DateTimeOffset LastSeen(ContactId contact)
    {
        if (!citizens.TryGetValue(contact, out var citizen)) return up;
        return Volatile.Read(ref citizen.Streams) > 0 ? clock.GetUtcNow() : citizen.SeenAt;
    }

    public bool IsAway(ContactId contact) => clock.GetUtcNow() - LastSeen(contact) > Away;

    public bool IsLost(ContactId contact) => clock.GetUtcNow() - LastSeen(contact) > Grace;

    /// <summary>Keeps only those who are wanted: the rest have closed contacts.</summary>
    public void Keep(IReadOnlySet<ContactId> wanted)
    {
        foreach (var (contact, citizen) in citizens)
        {
            if (!wanted.Contains(contact) && Volatile.Read(ref citizen.Streams) == 0 && clock.GetUtcNow() - citizen.SeenAt > Grace) citizens.TryRemove(contact, out _);
        }
    }

    private Citizen Of(ContactId contact) => citizens.GetOrAdd(contact, static (_, now) => new Citizen { SeenAt = now }, clock.GetUtcNow());

    private sealed class Citizen
    {
        public int Streams;

        public DateTimeOffset SeenAt { get; set; }
    }

    private sealed class Stay(TimeProvider clock, Citizen citizen) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 1) return;
            citizen.SeenAt = clock.GetUtcNow();
            Interlocked.Decrement(ref citizen.Streams);
        }
    }
}
