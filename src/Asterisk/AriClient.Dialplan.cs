using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <content>Calls that the dial plan carries, whether we are there or not.</content>
public sealed partial class AriClient
{
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(45);

    /// <summary>Calls somebody; who answers goes to the beginning of a context's extension s.</summary>
    /// <param name="shown">The number that he sees.</param>
    public Task CallInDialplan(NewChannel channel, string context, string shown, CancellationToken stop) => transport.Post(
        With("channels", ("endpoint", channel.Endpoint), ("context", context), ("extension", "s"), ("priority", "1"), ("callerId", shown),
            ("timeout", Whole(Rings.TotalSeconds)), ("channelId", channel.Id), ("formats", channel.Formats)),
        stop, new { channel.Variables });
}
