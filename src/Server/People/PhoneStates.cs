using System.Collections.Concurrent;
using System.Threading.Channels;
using Isberg.Contacts;

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

/// <summary>Somebody's phone has come, gone, rung or been taken up, or his call sounds otherwise than before.</summary>
public readonly record struct PhoneMoved(CentreId Centre, PersonId Person, bool IsSound = false);

/// <summary>Everybody's phone as it stands now: told by telephony, shown on desks. Kept in memory.</summary>
public sealed class PhoneStates
{
    /// <summary>Who is told of moves and falls behind misses the oldest; the next one tells how it stands.</summary>
    private const int MostBehind = 4_096;

    private readonly ConcurrentDictionary<PersonId, PhoneState> states = new();
    private readonly Channel<PhoneMoved> moves = Channel.CreateBounded<PhoneMoved>(new BoundedChannelOptions(MostBehind) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<PersonId, (ContactId Contact, BadSound Bad)> sounds = new();

    public ChannelReader<PhoneMoved> Moves => moves.Reader;

    public PhoneState Of(PersonId person) => states.GetValueOrDefault(person);

    public void Set(CentreId centre, PersonId person, PhoneState state)
    {
        var before = Of(person);
        if (state == PhoneState.None) states.TryRemove(person, out _);
        else states[person] = state;
        if (before != state) moves.Writer.TryWrite(new PhoneMoved(centre, person));
    }

    /// <summary>Whose sound is bad in this call of his. Null: nobody's, as far as is known.</summary>
    public BadSound? SoundOf(PersonId person, ContactId contact) => sounds.TryGetValue(person, out var it) && it.Contact == contact ? it.Bad : null;

    /// <summary>How the sound of his call is now.</summary>
    public void Hear(CentreId centre, PersonId person, ContactId contact, BadSound? bad)
    {
        if (SoundOf(person, contact) == bad) return;

        if (bad is { } told) sounds[person] = (contact, told);
        else sounds.TryRemove(person, out _);
        moves.Writer.TryWrite(new PhoneMoved(centre, person, IsSound: true));
    }
}
