using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Isberg.Asterisk.World;

/// <summary>
/// A real Asterisk of the test's own, with the settings of the product: a temporary folder, free ports on the loopback
/// address. It stops with <see cref="DisposeAsync"/>, and also when the test process dies. Where Asterisk cannot be
/// fetched, the test that starts one is not run, and says so.
/// </summary>
public sealed class AsteriskServer : IAsyncDisposable
{
    public const string Application = "isberg";

    private const string User = "isberg";
    private const int StartAttempts = 3;
    private const int SoundPorts = 400;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(50);
    private static readonly Lazy<Task<string?>> Missing = new(Fetch);

    // The shell waits on its standard input, which the test process holds: when that closes, however it comes to close,
    // the server is ended.
    private const string Guard = """
        setsid "$@" >>"$ISBERG_ASTERISK_LOG" 2>&1 </dev/null & server=$!
        echo $server
        (cat >/dev/null; kill -KILL $server 2>/dev/null) <&3 &
        wait $server 2>/dev/null
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-asterisk-").FullName;
    private string? certificate;
    private int? sip;
    private string? trunk;
    private string? name;
    private IReadOnlyList<(string Name, string Text)> own = [];
    private Process? guard;
    private int serverId;

    private AsteriskServer()
    {
    }

    /// <summary>Its REST interface; the same after every restart.</summary>
    public Uri Address { get; private set; } = null!;

    public string Password => File.ReadAllText(PasswordFile);

    public string PasswordFile => PathOf("password");

    /// <summary>Where operators and phones reach it, UDP and TCP.</summary>
    public IPEndPoint Sip { get; private set; } = null!;

    /// <summary>Where it sends calls to the outside: a telephone there is the operator.</summary>
    public IPEndPoint Operator { get; private set; } = null!;

    /// <summary>Where browsers reach it.</summary>
    public Uri WebSocket => new UriBuilder(Address) { Scheme = "ws", Path = "/ws" }.Uri;

    /// <summary>Where browsers reach it over TLS, when it has a certificate.</summary>
    public Uri SecureWebSocket { get; private set; } = null!;

    /// <summary>Where it writes the sound of calls that are recorded.</summary>
    public string Spool => PathOf("spool/calls");

    /// <summary>Its spool, which faxes come and go by.</summary>
    public string Fax => PathOf("spool");

    /// <summary>For the library.</summary>
    public AriOptions Options => new(Address, User, Password, Application);

    /// <summary>Makes a folder with its settings and starts a server there.</summary>
    public static Task<AsteriskServer> Start(CancellationToken stop = default) => Start(null, null, [], stop);

    /// <summary>One that browsers reach over TLS.</summary>
    /// <param name="certificate">A file with a certificate for localhost, and its key.</param>
    public static Task<AsteriskServer> StartSecure(string certificate, CancellationToken stop) => Start(new AsteriskServer { certificate = certificate }, stop);

    /// <summary>One that differs from the product's.</summary>
    /// <param name="sip">Its port for operators and phones. Null: a free one.</param>
    /// <param name="trunk">The addresses of operators. Null: this machine's.</param>
    /// <param name="own">Files that add to its settings.</param>
    public static Task<AsteriskServer> Start(int? sip, string? trunk, IReadOnlyList<(string Name, string Text)> own, CancellationToken stop) =>
        Start(new AsteriskServer { sip = sip, trunk = trunk, own = own }, stop);

    /// <summary>One of several: each has a name of its own.</summary>
    public static Task<AsteriskServer> Start(string name, CancellationToken stop) => Start(new AsteriskServer { name = name }, stop);

    private static async Task<AsteriskServer> Start(AsteriskServer server, CancellationToken stop)
    {
        var missing = await Missing.Value.WaitAsync(stop);
        Assert.SkipWhen(missing is not null, $"not run: {missing}");
        try
        {
            await server.Open(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the server as a power cut would; <see cref="Restart"/> brings it back.</summary>
    public async Task Kill(CancellationToken stop = default)
    {
        await Signal("KILL", stop);
        await End(stop);
    }

    /// <summary>Stops the server in an orderly way: it hangs up all calls.</summary>
    public async Task Stop(CancellationToken stop = default)
    {
        await Signal("TERM", stop);
        await WaitForEnd(stop);
        await End(stop);
    }

    /// <summary>Starts the stopped server again, on the same folder and ports.</summary>
    public Task Restart(CancellationToken stop = default) => Open(stop);

    /// <summary>It stands still: connections stay, and nothing answers, until <see cref="Resume"/>.</summary>
    public Task Pause(CancellationToken stop = default) => Signal("STOP", stop);

    public Task Resume(CancellationToken stop = default) => Signal("CONT", stop);

    /// <summary>No file of its becomes any longer than this, as if its disk were full; null: files grow as they like again.</summary>
    public Task Full(long? bytes, CancellationToken stop = default) =>
        Run(["prlimit", "--pid", serverId.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"], stop);

    /// <summary>Lets Asterisk's own prompt do something, for example: core show channels.</summary>
    public Task<string> Ask(string question, CancellationToken stop = default) => Run([Program, "-C", PathOf("etc/asterisk.conf"), "-rx", question], stop);

    /// <summary>The file of its certificate has changed, some time ago.</summary>
    public async Task RenewCertificate(CancellationToken stop = default)
    {
        File.SetLastWriteTimeUtc(PathOf("etc/http.conf"), DateTime.UtcNow - TimeSpan.FromHours(2));
        File.SetLastWriteTimeUtc(certificate!, DateTime.UtcNow - TimeSpan.FromHours(1));
        await Run([Script, "renew", folder], stop);
    }

    /// <summary>Somebody without a telephone calls a number, as scripts/asterisk lets people try it.</summary>
    public Task TryOut(string number, CancellationToken stop = default) => Run([Script, "call", folder, number], stop);

    public string ReadLog() => string.Join('\n', new[] { PathOf("log/output"), PathOf("log/messages") }.Where(File.Exists).Select(File.ReadAllText));

    public async ValueTask DisposeAsync()
    {
        if (guard is not null) await Kill();
        Directory.Delete(folder, recursive: true);
    }

    internal static string Tree
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "Isberg.slnx"))) at = at.Parent!;
            return at.FullName;
        }
    }

    private static string Script => Path.Combine(Tree, "scripts/asterisk");

    private static string Program => Path.Combine(Environment.GetEnvironmentVariable("ISBERG_ASTERISK_HOME") ?? Path.Combine(Tree, "artifacts/asterisk"), "bin/asterisk");

    /// <summary>Why there is none; null when there is one.</summary>
    private static async Task<string?> Fetch()
    {
        try
        {
            await Run([Script, "fetch"], CancellationToken.None);
            return null;
        }
        catch (InvalidOperationException failed)
        {
            return failed.Message;
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private async Task Open(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Sip is null) await Configure(stop);
            await Launch(stop);
            if (await Answers(stop)) return;

            var log = ReadLog();
            await Kill(stop);
            if (attempt == StartAttempts) throw new InvalidOperationException($"Asterisk did not start:\n{log}");
            Sip = null!; // perhaps somebody else has taken a port
        }
    }

    private async Task Configure(CancellationToken stop)
    {
        Sip = new IPEndPoint(IPAddress.Loopback, sip ?? FreePort());
        Address = new Uri($"http://127.0.0.1:{FreePort()}/ari/");
        Operator = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(23_000, 32_000)); // below the ports that the system gives away by itself
        var sound = 12_000 + (2 * Random.Shared.Next(10_000)); // below the ports that the system gives away by itself
        SecureWebSocket = new Uri($"wss://localhost:{FreePort()}/ws");
        string[] secure = certificate is null ? [] : ["--host", "localhost", "--certificate", certificate, "--https", $"{SecureWebSocket.Port}"];
        string[] named = name is null ? [] : ["--name", name];
        await Run([Script, "configure", folder, .. secure, .. named, "--http", $"{Address.Port}", "--sip", $"{Sip.Port}", "--rtp", $"{sound}-{sound + SoundPorts}", "--operator", $"sip:{Operator}", "--trunk", trunk ?? "127.0.0.1"], stop);
        foreach (var (name, text) in own) await File.WriteAllTextAsync(PathOf($"own/{name}"), text, stop);
    }

    private async Task Launch(CancellationToken stop)
    {
        foreach (var log in new[] { "log/output", "log/messages" }) File.Delete(PathOf(log));
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec 3<&0; " + Guard, "guard", Program, "-f", "-C", PathOf("etc/asterisk.conf")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ISBERG_ASTERISK_LOG"] = PathOf("log/output");
        guard = Process.Start(start)!;
        serverId = int.Parse((await guard.StandardOutput.ReadLineAsync(stop))!, CultureInfo.InvariantCulture);
    }

    /// <summary>Fully there, with its ports.</summary>
    private async Task<bool> Answers(CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        var began = Stopwatch.GetTimestamp();
        while (!guard!.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "endpoints/PJSIP/trunk"), stop);
                if (answer.IsSuccessStatusCode && (await Ask("core waitfullybooted", stop)).Contains("fully booted", StringComparison.Ordinal))
                    return !ReadLog().Contains("Address already in use", StringComparison.Ordinal);
            }
            catch (Exception error) when (error is HttpRequestException or InvalidOperationException || (error is OperationCanceledException && !stop.IsCancellationRequested))
            {
            }

            await Task.Delay(BetweenKnocks, stop); // it opens its ports some moments after its start
        }

        return false;
    }

    private async Task Signal(string signal, CancellationToken stop)
    {
        if (serverId != 0) await Run(["kill", $"-{signal}", serverId.ToString(CultureInfo.InvariantCulture)], stop, mayFail: true);
    }

    private async Task WaitForEnd(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StopLimit);
        await guard!.WaitForExitAsync(limit.Token);
    }

    private async Task End(CancellationToken stop)
    {
        using var ended = guard!;
        ended.StandardInput.Close();
        await WaitForEnd(stop);
        (guard, serverId) = (null, 0);
    }

    // One that is free for TCP and for UDP.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            try
            {
                using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }

    private static async Task<string> Run(string[] command, CancellationToken stop, bool mayFail = false)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(stop);
        var said = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 || mayFail ? said : throw new InvalidOperationException((await error).Trim() is { Length: > 0 } text ? text : $"{command[0]} ended with {process.ExitCode}.");
    }
}
