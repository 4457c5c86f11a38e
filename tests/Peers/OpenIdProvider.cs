using System.Diagnostics;

namespace Isberg.Peers;

/// <summary>A real OpenID provider of the test's own (oidc-provider, on Node). It ends when the test process does.</summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Client = "isberg";
    public const string Secret = "a secret with signs: %+&=";

    private readonly Process process;

    private OpenIdProvider(Process process, string issuer) => (this.process, Issuer) = (process, issuer);

    public string Issuer { get; }

    /// <param name="back">Where it sends people back to.</param>
    public static async Task<OpenIdProvider> Start(Uri back, CancellationToken stop)
    {
        using (var fetch = Process.Start(new ProcessStartInfo("bash", ["scripts/packages", "tests/Peers/oidc"]) { WorkingDirectory = Root })!)
            await fetch.WaitForExitAsync(stop);
        var process = Process.Start(new ProcessStartInfo("node", ["tests/Peers/oidc/server.mjs", back.ToString()])
        {
            WorkingDirectory = Root, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync(stop) ?? throw new InvalidOperationException("The OpenID provider did not start; it needs Node.js 20 or later.");
        return new OpenIdProvider(process, issuer);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Isberg.slnx"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
