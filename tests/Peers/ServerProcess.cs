using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Peers;

/// <summary>The real server as a process of its own, which can be killed as a power cut would.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(20);

    private readonly string program;
    private readonly string[] settings;
    private readonly Queue<string> lastWords = new();
    private Process? process;

    /// <param name="connection">A PostgreSQL connection string; null: SQLite in the folder.</param>
    /// <param name="program">Null: the one that was built with this.</param>
    /// <param name="more">Further settings.</param>
    public ServerProcess(string folder, string? connection, string? program = null, IEnumerable<(string Name, string Value)>? more = null)
    {
        this.program = program ?? Path.Combine(AppContext.BaseDirectory, "Isberg.Host.dll");
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        settings =
        [
            this.program, $"--urls={Address}", $"--Isberg:Data={folder}", "--Isberg:Empty=true",
            .. connection is null ? Array.Empty<string>() : [$"--Isberg:Database={connection}"],
            // All callers of a test come from one address, and write faster than people.
            "--Isberg:CitizenLimits:StartsPerMinute=1000000", "--Isberg:CitizenLimits:MessagesPerMinute=1000000",
            "--Isberg:CitizenLimits:RequestsPerMinute=1000000", "--Isberg:Rates:AccountBurst=1000000", "--Isberg:Rates:AccountPerSecond=1000000",
            "--Isberg:Rates:AddressBurst=1000000", "--Isberg:Rates:AddressPerSecond=1000000", "--Isberg:Rates:DoorPerMinute=1000000",
            .. (more ?? []).Select(it => $"--{it.Name}={it.Value}"),
        ];
    }

    public Uri Address { get; }

    public int Id => process!.Id;

    public long MemoryBytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public async Task Start(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", settings)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(program),
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Answers(stop);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill(CancellationToken stop)
    {
        process!.Kill();
        await process.WaitForExitAsync(stop);
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await Kill(CancellationToken.None);
    }

    private async Task Answers(CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var began = Stopwatch.GetTimestamp();
        while (!process!.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
        {
            try
            {
                using var answer = await client.GetAsync("/api/v1/session", stop);
                if (answer.StatusCode == HttpStatusCode.Unauthorized) return;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                await Task.Delay(BetweenKnocks, stop); // the server opens its port some moments after its start
            }
        }

        lock (lastWords) throw new InvalidOperationException($"The server did not start:\n{string.Join('\n', lastWords)}");
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (lastWords)
        {
            lastWords.Enqueue(line);
            if (lastWords.Count > 100) lastWords.Dequeue();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
