namespace Isberg.Channels.Voice;

/// <summary>The telephone exchanges that carry the calls; none: there is no telephony. A call is at one of them from its beginning to its end.</summary>
internal sealed class Exchanges(VoiceOptions options, TimeProvider clock) : IDisposable
{
    public IReadOnlyList<Exchange> All { get; } = [.. options.Nodes.Select(it => new Exchange(it, clock))];

    public IEnumerable<Exchange> Connected => All.Where(it => it.IsConnected);

    /// <summary>Where the next call from here goes out: the one with the fewest.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Exchange ForNewCall =>
        Connected.MinBy(it => it.Picture.Lines.Count()) ?? All.MinBy(it => it.IsLost) ?? throw new InvalidOperationException("Telephony is not connected.");

    public void Dispose()
    {
        foreach (var it in All) it.Dispose();
    }
}
