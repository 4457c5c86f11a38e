using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.World;

/// <summary>The real server as a program of its own, on a free port and a temporary folder, that a test may kill at any moment.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly string folder;
    private readonly int port;
    private Process? process;

    private ServerProcess(string folder, int port) => (this.folder, this.port) = (folder, port);

    public string Address => $"http://localhost:{port}";

    /// <summary>The test world, in which everybody speaks all three languages and there is one reason, then the program that serves it.</summary>
    public static async Task<ServerProcess> Start(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("isberg-browser-").FullName;
        await using (var first = await TestServer.Start(stop, folder: folder))
        {
            var centre = await first.NewCentre(stop);
            await using var db = first.Databases.CreateDbContext();
            db.Reasons.Add(new Reason
            {
                Id = new ReasonId(Guid.NewGuid()), Centre = centre.Id, Name = Texts.Of(("sv", "Öppettider"), ("fi", "Aukioloajat"), ("en", "Opening hours")),
            });
            foreach (var person in await db.People.ToListAsync(stop)) person.Languages = [new Language("sv"), new Language("fi"), new Language("en")];
            using (await first.Databases.WriteGate(stop)) await db.SaveChangesAsync(stop);
            await first.Services.GetRequiredService<TellFloor>().Run(centre.Id, stop);
            await first.Halt(stop);
        }

        var server = new ServerProcess(folder, FreePort());
        await server.Run(stop);
        return server;
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
