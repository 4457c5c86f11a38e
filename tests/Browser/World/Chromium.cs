using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Isberg.World.Chromium))]

namespace Isberg.World;

/// <summary>The installed Chromium, started once for all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>How long a person waits for the screen on a slow, busy machine before he calls it broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    internal Task<IBrowserContext> NewContext(BrowserNewContextOptions options) => browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
