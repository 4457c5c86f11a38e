namespace Isberg.Contacts;

/// <summary>Lets one request at a time pass for each key; requests for other keys are seldom held up.</summary>
public sealed class OneAtATime : IDisposable
{
    private const int Lanes = 1_024;

    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> Pass(object key, CancellationToken stop)
    {
        var lane = lanes[(uint)key.GetHashCode() % Lanes];
        await lane.WaitAsync(stop);
        return new Passage(lane);
    }

    public void Dispose()
    {
        foreach (var lane in lanes) lane.Dispose();
    }

    private sealed class Passage(SemaphoreSlim lane) : IDisposable
    {
        private SemaphoreSlim? held = lane;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
