using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <content>Bridges, and what is played.</content>
public sealed partial class AriClient
{
    // With these, two channels stay on Asterisk's own simple bridge, and digits are still heard of.
    private const string TwoWay = "mixing,dtmf_events,proxy_media";

    public async Task<IReadOnlyList<AriBridge>> Bridges(CancellationToken stop) => await transport.Read<AriBridge[]>("bridges", stop);

    /// <summary>Null when it is gone.</summary>
    public Task<AriBridge?> Bridge(string id, CancellationToken stop) => transport.Find<AriBridge>(Path("bridges", id), stop);

    /// <summary>Makes a bridge; one that is there already with this id stays, and is what is answered.</summary>
    /// <param name="name">For people who look at Asterisk.</param>
    public async Task<AriBridge> CreateBridge(string id, BridgeKind kind, string name, CancellationToken stop)
    {
        var type = kind is BridgeKind.Holding ? "holding" : TwoWay;
        return Understood<AriBridge>(await transport.Post(With("bridges", ("type", type), ("bridgeId", id), ("name", name)), stop));
    }

    /// <summary>A channel that is in another bridge changes over.</summary>
    /// <exception cref="AriException">The bridge or a channel is gone (<see cref="AriException.IsGone"/>), or a channel is not in the application (<see cref="AriException.IsConflict"/>).</exception>
    public Task AddToBridge(string bridge, IReadOnlyList<string> channels, CancellationToken stop) =>
        transport.Post(With(Path("bridges", bridge, "addChannel"), ("channel", Listed(channels))), stop);

    /// <exception cref="AriException">As <see cref="AddToBridge"/>; also when the channel is not in this bridge.</exception>
    public Task RemoveFromBridge(string bridge, IReadOnlyList<string> channels, CancellationToken stop) =>
        transport.Post(With(Path("bridges", bridge, "removeChannel"), ("channel", Listed(channels))), stop);

    /// <summary>Its channels stay in the application, alone. A bridge that is gone already stays so, without an exception.</summary>
    public Task DestroyBridge(string bridge, CancellationToken stop) => Gone(transport.Delete(Path("bridges", bridge), stop));

    public Task StartBridgeMusic(string bridge, string? music, CancellationToken stop) => transport.Post(With(Path("bridges", bridge, "moh"), ("mohClass", music)), stop);

    public Task StopBridgeMusic(string bridge, CancellationToken stop) => transport.Delete(Path("bridges", bridge, "moh"), stop);

    /// <summary>Plays sounds to a channel, one after the other; also to one that waits in a holding bridge.</summary>
    /// <param name="playback">Our own id of it.</param>
    /// <param name="media">For example sound:hello of the language's sounds, or sound: and an absolute path without its ending.</param>
    /// <param name="language">Of the sounds; null: the channel's.</param>
    public async Task<AriPlayback> Play(string channel, string playback, IReadOnlyList<string> media, string? language, CancellationToken stop) =>
        Understood<AriPlayback>(await transport.Post(With(Path("channels", channel, "play", playback), ("media", Listed(media)), ("lang", language)), stop));

    /// <summary>Plays sounds to all in a bridge.</summary>
    public async Task<AriPlayback> PlayToBridge(string bridge, string playback, IReadOnlyList<string> media, string? language, CancellationToken stop) =>
        Understood<AriPlayback>(await transport.Post(With(Path("bridges", bridge, "play", playback), ("media", Listed(media)), ("lang", language)), stop));

    /// <summary>One that has finished already stays so, without an exception.</summary>
    public Task StopPlayback(string playback, CancellationToken stop) => Gone(transport.Delete(Path("playbacks", playback), stop));
}
