using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isberg.World;

/// <summary>The real server as a program of its own, on a free port and a temporary folder, that a test may kill at any moment.</summary>
public sealed class ServerProcess : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Languages = ["sv", "fi", "en"];

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-browser-").FullName;
    private readonly int port = FreePort();
    private Process? process;

    public string Address => $"http://localhost:{port}";

    /// <summary>The centre, of those that the program serves; it runs again if a journey left it killed.</summary>
    public async Task<Site> Centre(string key, CancellationToken stop)
    {
        if (process is null) await Run(stop);
        return new Site(Address, key);
    }

    /// <summary>A centre for each language, then the program that serves them.</summary>
    public async ValueTask InitializeAsync()
    {
        await using (var first = await TestServer.Start(CancellationToken.None, folder: folder))
        {
            foreach (var language in Languages) await Town.Furnish(first, await first.NewCentre(CancellationToken.None, $"sund-{language}"), CancellationToken.None);
            await first.Halt(CancellationToken.None);
        }

        await Run(CancellationToken.None);
    }

    /// <summary>Starts the program and waits until it answers.</summary>
    public async Task Run(CancellationToken stop)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Isberg.Host.dll")])
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address, ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Logging__LogLevel__Default"] = "Warning",
                ["Isberg__Data"] = folder, ["Isberg__Empty"] = "true", ["Isberg__Web"] = House.Web,
            },
            WorkingDirectory = AppContext.BaseDirectory,
        }) ?? throw new InvalidOperationException("The server could not be started.");
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        var began = Stopwatch.GetTimestamp();
        while (!await Answers(client, stop))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartsWithin) throw new InvalidOperationException("The server did not start.");
            await Task.Delay(LookEvery, stop);
        }
    }

    /// <summary>kill -9: nothing is said, nothing is saved.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> Answers(HttpClient client, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync("/api/v1/session", stop);
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
