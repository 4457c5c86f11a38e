using System.Collections.Concurrent;
using System.Diagnostics;
using Isberg.Peers;

namespace Isberg.Benches;

/// <summary>Open chats between citizens and signed-in agents, over real sockets to the real server: how long a message is on its way, how many come through, what a desk costs.</summary>
internal static class LiveBench
{
    private const int Agents = 500;
    private const int ChatsEach = 4;

    /// <summary>One more than needed, so that nobody waits because one agent was slow.</summary>
    private const int Capacity = 5;

    private const int Openers = 32;
    private const int Writers = 64;

    /// <summary>Each of the 2,000 citizens writes every twentieth second.</summary>
    private const int EvenlyPerSecond = 100;

    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<int> Run()
    {
        using var limit = new CancellationTokenSource(Limit);
        var stop = limit.Token;
        var folder = Directory.CreateTempSubdirectory("isberg-live-").FullName;
        var keys = await LargeStaff.Store(folder, Agents, Capacity, stop);
        await using (var server = new ServerProcess(folder, null))
        {
            await server.Start(stop);
            await LargeStaff.AreKnown(folder, stop);
            await Measure(server, keys, stop);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Measure(ServerProcess server, IReadOnlyList<string> keys, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var web = NewClient(server.Address);
        var post = new Post();
        var before = server.MemoryBytes;
        var screens = new List<DeskScreen>();
        foreach (var some in keys.Chunk(Openers))
            screens.AddRange(await Task.WhenAll(some.Select(key => DeskScreen.Open(server.Address, web, key, post, end.Token))));
        Figure.Print("live.agents", screens.Count, "agents");
        Figure.Print("live.memory_per_agent_kb", (server.MemoryBytes - before) / 1024.0 / screens.Count, "kB");

        var citizens = await Begin(web, Agents * ChatsEach, end.Token);
        await AreAnswered(screens, citizens.Count, end.Token);
        Figure.Print("live.chats", citizens.Count, "chats");

        await Evenly(citizens, post, Warmth, end.Token);
        Tell("live.delay", await Evenly(citizens, post, Span, end.Token));
        var began = Stopwatch.GetTimestamp();
        var delays = await AtOnce(citizens, post, Span, end.Token);
        Figure.Print("live.messages_per_second", delays.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, "messages/s");
        Tell("live.flood_delay", delays);

        await end.CancelAsync();
        await Task.WhenAll([.. screens.Select(it => it.Ended), .. citizens.Select(it => it.Ended)]);
        foreach (var screen in screens) screen.Dispose();
    }

    private static void Tell(string name, IReadOnlyCollection<double> delays)
    {
        var sorted = delays.Order().ToList();
        Figure.Print($"{name}_p50_ms", sorted[sorted.Count / 2], "ms");
        Figure.Print($"{name}_p99_ms", sorted[(int)(sorted.Count * 0.99)], "ms");
    }

    private static async Task<IReadOnlyList<CitizenScreen>> Begin(HttpClient web, int many, CancellationToken stop)
    {
        var citizens = new ConcurrentBag<CitizenScreen>();
        await Parallel.ForEachAsync(Enumerable.Range(0, many), new ParallelOptions { MaxDegreeOfParallelism = Openers, CancellationToken = stop },
            async (_, _) => citizens.Add(await CitizenScreen.Open(web, stop)));
        return [.. citizens];
    }

    private static async Task AreAnswered(List<DeskScreen> screens, int many, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (screens.Sum(it => it.Contacts) is var taken && taken < many)
        {
            foreach (var broken in screens.Where(it => it.Ended.IsFaulted)) await broken.Ended;
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"Only {taken} of {many} chats have been answered.");
            await Task.Delay(50, stop); // the last offers are on their way
        }
    }

    /// <summary>So many messages a second, whatever the server does; answers how long each was on its way.</summary>
    private static async Task<IReadOnlyList<double>> Evenly(IReadOnlyList<CitizenScreen> citizens, Post post, TimeSpan span, CancellationToken stop)
    {
        var going = new List<Task<double>>();
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(began) < span && await tick.WaitForNextTickAsync(stop))
        {
            var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * EvenlyPerSecond);
            while (going.Count < due)
            {
                var citizen = citizens[going.Count % citizens.Count];
                going.Add(Task.Run(() => post.Send(citizen, stop), stop));
            }
        }

        return await Task.WhenAll(going);
    }

    /// <summary>As many as come through, when so many write without a pause.</summary>
    private static async Task<IReadOnlyList<double>> AtOnce(IReadOnlyList<CitizenScreen> citizens, Post post, TimeSpan span, CancellationToken stop)
    {
        var delays = new ConcurrentBag<double>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                for (var at = writer; Stopwatch.GetElapsedTime(began) < span; at += Writers) delays.Add(await post.Send(citizens[at % citizens.Count], stop));
            },
            stop)));
        return [.. delays];
    }

    private static HttpClient NewClient(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Isberg", "1"); // no page of a foreign site
        return client;
    }
}
