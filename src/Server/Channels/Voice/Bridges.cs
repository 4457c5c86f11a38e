using Isberg.Asterisk;

namespace Isberg.Channels.Voice;

/// <summary>Who hears whom: channels are put into bridges, as far as they are not there already.</summary>
internal static class Bridges
{
    /// <summary>A call keeps its bridge to its end: Asterisk lets go of a destroyed one only with the last channel that was in it.</summary>
    public static async Task Into(this Exchange exchange, string bridge, IReadOnlyList<string> channels, CancellationToken stop)
    {
        var missing = channels.Where(it => exchange.Picture.Find(it)?.Bridge != bridge).ToList();
        if (missing.Count == 0) return;

        if (!exchange.Picture.HasBridge(bridge))
        {
            await exchange.Client.CreateBridge(bridge, BridgeKind.Mixing, "isberg", stop);
            exchange.Picture.Made(bridge);
        }

        await exchange.Client.AddToBridge(bridge, missing, stop);
        foreach (var it in missing) exchange.Picture.Moved(it, bridge);
    }

    public static async Task Destroy(this Exchange exchange, string bridge, CancellationToken stop)
    {
        if (!exchange.Picture.HasBridge(bridge)) return;

        await exchange.Client.DestroyBridge(bridge, stop);
        exchange.Picture.Unmade(bridge);
    }
}
