using System.Threading.Channels;

namespace Isberg.Reporting;

/// <summary>Says whose figures have changed, to the one that tells the screens.</summary>
public sealed class FigureNews
{
    /// <summary>Beyond this many the oldest is forgotten: a centre is told of again with its next figures.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<CentreId> changed = Channel.CreateBounded<CentreId>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<CentreId> Changed => changed.Reader;

    public void Tell(CentreId centre) => changed.Writer.TryWrite(centre);
}
