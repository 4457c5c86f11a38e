using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Isberg.Contacts;

/// <summary>A citizen has gone away from an open conversation, or has come back to it.</summary>
public readonly record struct CitizenMoved(CentreId Centre, ContactId Contact);

/// <summary>Which citizens are there: seen at each request, and as long as a stream is open. Kept in memory; after a restart the grace starts anew.</summary>
public sealed class CitizenPresence(TimeProvider clock)
{
    /// <summary>A citizen who waits and has not been seen for longer has left.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>A citizen in a conversation who has not been seen for longer is shown as away.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    /// <summary>The most streams of one conversation: one for each open tab.</summary>
    public const int MostStreams = 6;

    /// <summary>Who is told of moves and falls behind misses the oldest; the next look tells how everybody stands.</summary>
    private const int MostBehind = 1_024;

    private readonly DateTimeOffset up = clock.GetUtcNow();
    private readonly ConcurrentDictionary<ContactId, Citizen> citizens = new();
    private readonly Channel<CitizenMoved> moves = Channel.CreateBounded<CitizenMoved>(new BoundedChannelOptions(MostBehind) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Who has gone away or come back, for the one that shows it.</summary>
    public ChannelReader<CitizenMoved> Moves => moves.Reader;

    public void Seen(CentreId centre, ContactId contact)
    {
        var citizen = Of(contact);
        citizen.SeenAt = clock.GetUtcNow();
        Show(centre, contact, citizen);
    }

    /// <summary>A stream is open until what is returned is disposed of; null when there are too many.</summary>
    public IDisposable? Open(ContactId contact)
    {
        var citizen = Of(contact);
        if (Interlocked.Increment(ref citizen.Streams) <= MostStreams) return new Stay(clock, citizen);
        Interlocked.Decrement(ref citizen.Streams);
        return null;
    }

    public DateTimeOffset LastSeen(ContactId contact) => citizens.TryGetValue(contact, out var citizen) ? LastSeen(citizen) : up;

    public bool IsAway(ContactId contact) => IsAway(LastSeen(contact));

    public bool IsLost(ContactId contact) => clock.GetUtcNow() - LastSeen(contact) > Grace;

    /// <summary>Time alone makes people go away: tells of those in open conversations who have.</summary>
    public void Look(CentreId centre, IEnumerable<ContactId> open)
    {
        foreach (var contact in open) Show(centre, contact, citizens.GetOrAdd(contact, static (_, up) => new Citizen { SeenAt = up }, up));
    }

    /// <summary>Keeps only those who are wanted: the rest have closed contacts.</summary>
    public void Keep(IReadOnlySet<ContactId> wanted)
    {
        foreach (var (contact, citizen) in citizens)
        {
            if (!wanted.Contains(contact) && Volatile.Read(ref citizen.Streams) == 0 && clock.GetUtcNow() - citizen.SeenAt > Grace) citizens.TryRemove(contact, out _);
        }
    }

    private void Show(CentreId centre, ContactId contact, Citizen citizen)
    {
        var isAway = IsAway(LastSeen(citizen)) ? 1 : 0;
        if (Interlocked.Exchange(ref citizen.IsShownAway, isAway) != isAway) moves.Writer.TryWrite(new CitizenMoved(centre, contact));
    }

    private bool IsAway(DateTimeOffset lastSeen) => clock.GetUtcNow() - lastSeen > Away;

    private DateTimeOffset LastSeen(Citizen citizen) => Volatile.Read(ref citizen.Streams) > 0 ? clock.GetUtcNow() : citizen.SeenAt;

    private Citizen Of(ContactId contact) => citizens.GetOrAdd(contact, static (_, now) => new Citizen { SeenAt = now }, clock.GetUtcNow());

    private sealed class Citizen
    {
        public int Streams;

        /// <summary>0 or 1, because those change in one step.</summary>
        public int IsShownAway;

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
