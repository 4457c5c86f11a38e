using System.Threading.Channels;

namespace Isberg.Contacts;

/// <summary>Somebody is writing in a conversation right now.</summary>
public readonly record struct Typed(CentreId Centre, ContactId Contact, Author By);

/// <summary>Tells both ends of a conversation that the other one is writing. Nothing of it is kept.</summary>
public sealed class Typing
{
    /// <summary>Who typed is shown as writing for this long, unless he types again or sends.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(6);

    private const int MostBehind = 256;

    private readonly Lock oneAtATime = new();
    private Channel<Typed>[] followers = [];

    public void Tell(Typed typed)
    {
        foreach (var follower in followers) follower.Writer.TryWrite(typed);
    }

    /// <summary>Follows from now on, until <paramref name="stop"/>. Who falls behind misses the oldest, which do not matter any longer.</summary>
    public ChannelReader<Typed> Follow(CancellationToken stop)
    {
        var channel = Channel.CreateBounded<Typed>(new BoundedChannelOptions(MostBehind) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        lock (oneAtATime) followers = [.. followers, channel];
        stop.Register(() =>
        {
            lock (oneAtATime) followers = [.. followers.Where(it => it != channel)];
            channel.Writer.TryComplete();
        });
        return channel.Reader;
    }
}
