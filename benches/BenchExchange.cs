using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Benches;

/// <summary>A real Asterisk with the product's settings, and beside them the queue of its own that ours is compared with.</summary>
internal sealed class BenchExchange : IAsyncDisposable
{
    /// <summary>The number that leads to Asterisk's own queue.</summary>
    public const string PeersNumber = "7000";

    /// <summary>To one in which all members are.</summary>
    public const string LargePeersNumber = "7001";

    /// <summary>To the same one, and each call is recorded.</summary>
    public const string RecordedPeersNumber = "7002";

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-exchange-").FullName;

    private BenchExchange(int http, int sip) => (Http, Sip) = (http, new IPEndPoint(IPAddress.Loopback, sip));

    public int Http { get; }

    public IPEndPoint Sip { get; }

    /// <summary>Where it writes recorded calls of its own queue.</summary>
    public string PeersSpool => Path.Combine(folder, "spool/monitor");

    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(folder, "pid")), CultureInfo.InvariantCulture);

    /// <summary>What the server is told of it.</summary>
    public IEnumerable<(string Name, string Value)> Settings()
    {
        const string node = "Isberg:Voice:Nodes:0";
        yield return ($"{node}:Address", $"http://127.0.0.1:{Http}/ari/");
        yield return ($"{node}:User", "isberg");
        yield return ($"{node}:PasswordFile", Path.Combine(folder, "password"));
        yield return ($"{node}:Sip", Sip.ToString());
        yield return ($"{node}:Spool", Path.Combine(folder, "spool/calls"));
    }

    /// <param name="few">Members of its own queue.</param>
    /// <param name="many">Members of its larger one.</param>
    /// <param name="phones">Where these members' phones are.</param>
    public static async Task<BenchExchange> Start(int few, int many, IPEndPoint phones)
    {
        var exchange = new BenchExchange(FreePort(), FreePort());
        await Run("fetch");
        await Run("configure", exchange.folder, "--http", $"{exchange.Http}", "--sip", $"{exchange.Sip.Port}", "--rtp", "20000-29999");
        exchange.AddOwnQueues(few, many, phones);
        await Run("start", exchange.folder);
        return exchange;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("stop", folder);
        Directory.Delete(folder, recursive: true);
    }

    private void AddOwnQueues(int few, int many, IPEndPoint phones)
    {
        Append("etc/modules.conf", "load = app_dial.so", "load = app_queue.so");
        Append("etc/queues.conf", ["[general]", "autofill = yes", .. Queue("few", few), .. Queue("many", many)]);
        Append("own/pjsip.conf", [.. Enumerable.Range(0, many).SelectMany(it => new[]
        {
            $"[member{it}]", "type = endpoint", "transport = udp", "context = phones", "disallow = all", "allow = alaw,ulaw", "direct_media = no", "timers = no",
            "send_connected_line = no", "device_state_busy_at = 1", $"aors = member{it}", $"[member{it}]", "type = aor", $"contact = sip:member{it}@{phones}",
        })]);
        Append("own/extensions.conf", "[from-trunk](+)", $"exten => {PeersNumber},1,Queue(few,,,,60)", " same => n,Hangup()",
            $"exten => {LargePeersNumber},1,Queue(many,,,,60)", " same => n,Hangup()",
            $"exten => {RecordedPeersNumber},1,MixMonitor(,r({PeersSpool}/${{UNIQUEID}}-said.sln)t({PeersSpool}/${{UNIQUEID}}-heard.sln))",
            " same => n,Queue(many,,,,60)", " same => n,Hangup()");
    }

    private static IEnumerable<string> Queue(string name, int members) =>
    [
        $"[{name}]", "strategy = rrmemory", "timeout = 15", "retry = 1", "ringinuse = no", "wrapuptime = 0", "joinempty = yes", "announce-position = no",
        .. Enumerable.Range(0, members).Select(it => $"member => PJSIP/member{it}"),
    ];

    private void Append(string file, params string[] lines) => File.AppendAllLines(Path.Combine(folder, file), lines);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Run(params string[] arguments)
    {
        var tree = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(tree.FullName, "Isberg.slnx"))) tree = tree.Parent!;
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(tree.FullName, "scripts/asterisk"), arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"scripts/asterisk {arguments[0]} failed.");
    }
}
