using System.Threading.Channels;
using Isberg.Ledger;

namespace Isberg.Routing;

/// <summary>Tells followers on this node what a centre has committed. A follower that lags too far is told to read the ledger instead.</summary>
public sealed class Publication
{
    /// <summary>The most batches that wait for one follower.</summary>
    public const int MostBehind = 4_096;

    private readonly Lock oneAtATime = new();
    private Channel<Committed[]>[] followers = [];

    /// <summary>Follows from now on. Ends when <paramref name="stop"/> does. When a follower falls behind, its oldest batches are dropped: sequence numbers show the gap.</summary>
    public ChannelReader<Committed[]> Follow(CancellationToken stop)
    {
        var channel = Channel.CreateBounded<Committed[]>(
            new BoundedChannelOptions(MostBehind) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        lock (oneAtATime) followers = [.. followers, channel];
        stop.Register(() =>
        {
            lock (oneAtATime) followers = [.. followers.Where(it => it != channel)];
            channel.Writer.TryComplete();
        });
        return channel.Reader;
    }

    internal void Publish(Committed[] batch)
    {
        foreach (var follower in followers) follower.Writer.TryWrite(batch);
    }
}
