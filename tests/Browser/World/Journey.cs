namespace Isberg.World;

/// <summary>What one or several people do, each in a browser of his own.</summary>
public abstract class Journey(Chromium chromium) : IAsyncDisposable
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected Browsers Browsers { get; } = new(chromium);

    public virtual async ValueTask DisposeAsync()
    {
        await Browsers.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
