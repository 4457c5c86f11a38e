using Microsoft.Playwright;

namespace Isberg.World;

/// <summary>The browsers of one journey's people, closed when it ends.</summary>
public sealed class Browsers(Chromium chromium) : IAsyncDisposable
{
    private readonly List<IBrowserContext> open = [];

    /// <summary>Somebody's own browser, in his language, as he has it set.</summary>
    public async Task<IPage> New(string language, Action<BrowserNewContextOptions>? set = null)
    {
        var options = new BrowserNewContextOptions { Locale = language, ViewportSize = new() { Width = 1280, Height = 800 }, ReducedMotion = ReducedMotion.Reduce };
        set?.Invoke(options);
        var context = await chromium.NewContext(options);
        open.Add(context);
        context.SetDefaultTimeout((float)Chromium.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var it in open) await it.CloseAsync();
    }
}
