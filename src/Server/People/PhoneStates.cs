using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Isberg.People;

/// <summary>How somebody's phone stands.</summary>
public enum PhoneState
{
    /// <summary>He has none, so that no call can reach him.</summary>
    None,

    /// <summary>He has one, and it is not connected.</summary>
    Away,

    /// <summary>It is connected, and quiet.</summary>
    Ready,

    Ringing,

    InCall,
}

/// <summary>Somebody's phone has come, gone, rung or been taken up.</summary>
public readonly record struct PhoneMoved(CentreId Centre, PersonId Person);

/// <summary>Everybody's phone as it stands now: told by telephony, shown on desks. Kept in memory.</summary>
public sealed class PhoneStates
{
    /// <summary>Who is told of moves and falls behind misses the oldest; the next one tells how it stands.</summary>
    private const int MostBehind = 4_096;

    private readonly ConcurrentDictionary<PersonId, PhoneState> states = new();
    private readonly Channel<PhoneMoved> moves = Channel.CreateBounded<PhoneMoved>(new BoundedChannelOptions(MostBehind) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<PhoneMoved> Moves => moves.Reader;

    public PhoneState Of(PersonId person) => states.GetValueOrDefault(person);

    public void Set(CentreId centre, PersonId person, PhoneState state)
    {
        var before = Of(person);
        if (state == PhoneState.None) states.TryRemove(person, out _);
        else states[person] = state;
        if (before != state) moves.Writer.TryWrite(new PhoneMoved(centre, person));
    }
}
