using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Isberg.Peers;

/// <summary>
/// A real PostgreSQL server of the test's own: a temporary folder, a free port on the loopback address, durable as
/// in production. It stops with <see cref="DisposeAsync"/>, and also when the test process dies.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int StartAttempts = 3;
    private const string Owner = "isberg";
    private const string Account = "postgres";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(50);

    // The shell waits on its standard input, which the test process holds: when that closes, however it comes to
    // close, the server is told to stop at once. It prints the server's process id, for crash tests.
    private const string Guard = """
        "$@" >>"$ISBERG_POSTGRES_LOG" 2>&1 </dev/null & server=$!
        echo $server
        (cat >/dev/null; kill -INT $server 2>/dev/null) <&3 &
        wait $server 2>/dev/null
        """;

    private readonly string folder;
    private Process? guard;
    private int serverId;
    private int databases;

    private PostgresServer(string folder) => this.folder = folder;

    /// <summary>The loopback port, the same after every restart.</summary>
    public int Port { get; private set; }

    /// <summary>Connects to the server's own database, as its owner.</summary>
    public string ConnectionString => For("postgres");

    /// <summary>Makes a folder, initialises it and starts a server there.</summary>
    public static async Task<PostgresServer> Start(CancellationToken stop = default)
    {
        var server = new PostgresServer(Directory.CreateTempSubdirectory("isberg-postgres-").FullName);
        try
        {
            await server.Initialise(stop);
            await server.Open(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates an empty database and gives the connection string to it.</summary>
    public async Task<string> NewDatabase(CancellationToken stop = default)
    {
        var name = $"{Owner}_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(stop);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(stop);
        return For(name);
    }

    /// <summary>Kills the server as a power cut would; <see cref="Restart"/> brings it back with what was committed.</summary>
    public async Task Kill(CancellationToken stop = default)
    {
        await Signal("KILL", stop);
        await End(stop);
    }

    /// <summary>Stops the server in an orderly way, cutting its connections.</summary>
    public async Task Stop(CancellationToken stop = default)
    {
        await Signal("INT", stop);
        await End(stop);
    }

    /// <summary>Starts the stopped server again on the same folder and port.</summary>
    public Task Restart(CancellationToken stop = default) => Open(stop);

    public async ValueTask DisposeAsync()
    {
        if (guard is not null) await Stop(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "log");

    private string For(string database) =>
        $"Host=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};Username={Owner};Database={database}";

    private async Task Initialise(CancellationToken stop)
    {
        if (Environment.IsPrivilegedProcess) await Run(["chown", Account, folder], stop);
        await Run(
            AsAccount("initdb", "-D", Data, "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            stop);
    }

    private async Task Open(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Port == 0) Port = FreePort();
            await Launch(stop);
            if (await Answers(stop)) return;

            await End(stop);
            var log = await File.ReadAllTextAsync(Log, stop);
            if (attempt == StartAttempts) throw new InvalidOperationException($"PostgreSQL did not start:\n{log}");
            if (log.Contains("Address already in use", StringComparison.Ordinal)) Port = 0;
        }
    }

    private async Task Launch(CancellationToken stop)
    {
        string[] server = AsAccount(
            "postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec 3<&0; " + Guard, "guard", .. server])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ISBERG_POSTGRES_LOG"] = Log;
        guard = Process.Start(start)!;
        serverId = int.Parse((await guard.StandardOutput.ReadLineAsync(stop))!, CultureInfo.InvariantCulture);
    }

    private async Task<bool> Answers(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!guard!.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
        {
            try
            {
                await using var knock = new NpgsqlConnection($"{ConnectionString};Pooling=false;Timeout=5");
                await knock.OpenAsync(stop);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(BetweenKnocks, stop); // the server opens its port some moments after its start
            }
        }

        return false;
    }

    private async Task Signal(string signal, CancellationToken stop)
    {
        if (guard is { HasExited: false })
            await Run(["kill", $"-{signal}", serverId.ToString(CultureInfo.InvariantCulture)], stop, mayFail: true);
    }

    private async Task End(CancellationToken stop)
    {
        using var ended = guard!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StopLimit);
        ended.StandardInput.Close();
        await ended.WaitForExitAsync(limit.Token);
        guard = null;
    }

    // PostgreSQL refuses to run as root; setpriv becomes the account and then the program, with the same process id.
    private static string[] AsAccount(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", Binary(program), .. arguments]
        : [Binary(program), .. arguments];

    private static string Binary(string program)
    {
        var folders = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return folders.Order(StringComparer.Ordinal).Select(it => Path.Combine(it, "bin", program)).LastOrDefault(File.Exists)
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql-15.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Run(string[] command, CancellationToken stop, bool mayFail = false)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(stop);
        await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0 && !mayFail)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await error}");
    }
}
