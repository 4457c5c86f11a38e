using Microsoft.Playwright;

namespace Isberg.World;

/// <summary>The installed Chromium, and one server, for all journeys of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>How long a person waits for the screen on a slow, busy machine before he calls it broken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    /// <summary>Somebody's own browser, in his language.</summary>
    public async Task<IPage> NewBrowser(string language, int width = 1280, int height = 800)
    {
        var context = await browser!.NewContextAsync(new() { Locale = language, ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
