using Isberg.Peers.Voice;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Isberg.World.Chromium))]

namespace Isberg.World;

/// <summary>The installed Chromium, started once for all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
    ];

    /// <summary>What everybody's microphone hears, in hertz.</summary>
    public const int Tone = 660;

    /// <summary>How long a person waits for the screen on a slow, busy machine before he calls it broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Everybody's browser trusts what it certifies.</summary>
    public static Authority Authority { get; } = new();

    private readonly string microphone = Path.GetTempFileName();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        await File.WriteAllBytesAsync(microphone, Wave.Tone(Tone, TimeSpan.FromSeconds(2)));
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = [.. Flags, $"--use-file-for-fake-audio-capture={microphone}", $"--ignore-certificate-errors-spki-list={Authority.KeyBetween}"] });
    }

    internal Task<IBrowserContext> NewContext(BrowserNewContextOptions options) => browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        File.Delete(microphone);
    }
}
