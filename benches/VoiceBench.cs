using System.Diagnostics;
using Isberg.Peers;
using Isberg.Services;

namespace Isberg.Benches;

/// <summary>
/// Real calls through a real Asterisk, to its own queue (app_queue) and to ours in turn: how many a second, how long until an agent's phone
/// rings, how many at once with sound and how many recorded, what they cost.
/// </summary>
internal static class VoiceBench
{
    private const int Agents = 100;
    private const int MostAtOnce = 600;
    private const int AtOnceStep = 100;
    private const int Rounds = 3;
    private const int PlacedPerSecond = 25;
    private const double MostLost = 0.001;
    private const double LongestSoundDelay = 20; // ms
    private static readonly int[] Rates = [10, 25, 50, 75, 100, 125, 150, 175, 200];
    private static readonly TimeSpan Talk = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);
    /// <summary>At least so much of it is recorded: a caller hears first that he is.</summary>
    private static readonly TimeSpan Told = Window / 2;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>After more calls than could be served: what they have left behind is over then, and is not counted against the next.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    /// <summary>What came of a run.</summary>
    private sealed record Outcome(int Calls, int Failed, int Late, double RingP50, double RingP99)
    {
        public bool IsGood => Failed == 0 && Late == 0;
    }

    public static async Task<int> Run()
    {
        using var limit = new CancellationTokenSource(Limit);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true; // Asterisk and the server are ended too
            limit.Cancel();
        };
        var stop = limit.Token;
        var folder = Directory.CreateTempSubdirectory("isberg-voice-").FullName;
        using var sound = new SoundLoad();
        try
        {
            await Measure(sound, folder, stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Ended before its time, or after {Limit.TotalMinutes} minutes.");
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(SoundLoad sound, string folder, CancellationToken stop)
    {
        await using var load = new SipLoad(sound.CallersPort, sound.PhonesPort);
        await using var exchange = await BenchExchange.Start(Agents, MostAtOnce, load.Phones);
        load.To(exchange.Sip);
        var keys = await LargeStaff.Store(folder, MostAtOnce, 1, stop, Channel.Voice);
        await using var server = new ServerProcess(folder, null, Environment.GetEnvironmentVariable("ISBERG_PUBLISHED"), more: exchange.Settings());
        await server.Start(stop);
        await LargeStaff.AreKnown(folder, stop);
        await Measure(load, sound, server, exchange, keys, new RecordedLoad(folder, exchange.PeersSpool), stop);
    }

    private static async Task Measure(SipLoad load, SoundLoad sound, ServerProcess server, BenchExchange exchange, IReadOnlyList<string> keys, RecordedLoad recorded, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var web = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        web.DefaultRequestHeaders.Add("X-Isberg", "1"); // no page of a foreign site
        var screens = new List<DeskScreen>();
        await Staff(load, server, web, keys.Take(Agents), screens, end.Token);

        var peers = await BestRate(load, BenchExchange.PeersNumber, stop);
        var ours = await BestRate(load, LargeStaff.Number, stop);
        Figure.Print("voice.rate_app_queue", peers, "calls/s");
        Figure.Print("voice.rate", ours, "calls/s");
        Figure.Print("voice.rate_ratio_to_app_queue", ours / (double)Math.Max(1, peers), "ratio");
        await Delays(load, server, exchange, Math.Max(1, ours / 2), stop);
        await Rush(load, Math.Max(Rates[0], ours), stop);

        await Staff(load, server, web, keys.Skip(Agents), screens, end.Token);
        Figure.Print("voice.concurrent_calls_app_queue", await MostConcurrent(load, sound, BenchExchange.LargePeersNumber, stop), "calls");
        Figure.Print("voice.concurrent_calls", await MostConcurrent(load, sound, LargeStaff.Number, stop), "calls");
        await Recorded(load, sound, recorded, stop);
        await end.CancelAsync();
        foreach (var it in screens) it.Dispose();
    }

    /// <summary>The same once more, and each call is recorded: a side apart, by MixMonitor; ours are sealed afterwards too.</summary>
    private static async Task Recorded(SipLoad load, SoundLoad sound, RecordedLoad recorded, CancellationToken stop)
    {
        var peers = await MostConcurrent(load, sound, BenchExchange.RecordedPeersNumber, stop, (many, _) => recorded.AreWritten(many, Window));
        Figure.Print("voice.concurrent_recorded_calls_app_queue", peers, "calls");
        await recorded.Begin(stop);
        var ours = await MostConcurrent(load, sound, LargeStaff.Number, stop, (many, since) => recorded.AreSealed(many, since, Told, stop));
        Figure.Print("voice.concurrent_recorded_calls", ours, "calls");
    }

    /// <summary>People sit down, with a desk and a phone each.</summary>
    private static async Task Staff(SipLoad load, ServerProcess server, HttpClient web, IEnumerable<string> keys, List<DeskScreen> screens, CancellationToken stop)
    {
        foreach (var key in keys)
        {
            var screen = await DeskScreen.Open(server.Address, web, key, null, stop);
            screens.Add(screen);
            var (user, password) = await WhenConnected(() => screen.Phone(stop), stop);
            await load.Register(user, password);
        }

        await Task.Delay(Rest, stop);
    }

    /// <summary>The server connects with Asterisk some moments after its start.</summary>
    private static async Task<T> WhenConnected<T>(Func<Task<T>> ask, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(100, stop);
            }
        }
    }

    /// <summary>The highest rate that is kept for a minute without a failed or late call; 0: none of those tried.</summary>
    private static async Task<int> BestRate(SipLoad load, string number, CancellationToken stop)
    {
        await Calls(load, number, Rates[0], Trial, stop); // everything is warm
        var best = 0;
        while (best < Rates.Length && (await Calls(load, number, Rates[best], Trial, stop)).IsGood) best++;
        while (best > 0 && !(await Calls(load, number, Rates[best - 1], Minute, stop)).IsGood) best--;
        return best == 0 ? 0 : Rates[best - 1];
    }

    /// <summary>How much later a phone rings with us than with Asterisk's own queue, at the same rate; and what a call costs.</summary>
    private static async Task Delays(SipLoad load, ServerProcess server, BenchExchange exchange, int rate, CancellationToken stop)
    {
        var (peers, ours, cost, carried) = (new List<Outcome>(), new List<Outcome>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            peers.Add(await Calls(load, BenchExchange.PeersNumber, rate, Trial, stop));
            var (us, it) = (new CoreShare(server.Id), new CoreShare(exchange.ProcessId));
            ours.Add(await Calls(load, LargeStaff.Number, rate, Trial, stop));
            cost.Add(us.Used / ours[^1].Calls * 1_000);
            carried.Add(it.Used / ours[^1].Calls * 1_000);
        }

        Figure.Print("voice.delay_rate", rate, "calls/s");
        Tell("voice.ring_delay_app_queue", peers);
        Tell("voice.ring_delay", ours);
        Figure.Print("voice.ring_delay_added_p99_ms", Median(ours.Select(it => it.RingP99)) - Median(peers.Select(it => it.RingP99)), "ms");
        Figure.Print("voice.server_core_ms_per_call", Median(cost), "ms");
        Figure.Print("voice.asterisk_core_ms_per_call", Median(carried), "ms");
    }

    /// <summary>Twice as many calls come as can be served, and then half as many: how many are served meanwhile, and whether all are again afterwards.</summary>
    private static async Task Rush(SipLoad load, int rate, CancellationToken stop)
    {
        var rush = await Calls(load, LargeStaff.Number, rate * 2, Trial * 2, stop, recovers: false);
        var after = await Calls(load, LargeStaff.Number, rate / 2, Trial, stop);
        Figure.Print("voice.rush_served", 1 - (rush.Failed / (double)rush.Calls), "share");
        Figure.Print("voice.failed_after_rush", after.Failed, "calls");
    }

    private static void Tell(string name, IReadOnlyCollection<Outcome> outcomes)
    {
        Figure.Print($"{name}_p50_ms", Median(outcomes.Select(it => it.RingP50)), "ms");
        Figure.Print($"{name}_p99_ms", Median(outcomes.Select(it => it.RingP99)), "ms");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    /// <summary>So many calls a second, whatever becomes of them.</summary>
    private static async Task<Outcome> Calls(SipLoad load, string number, int rate, TimeSpan span, CancellationToken stop, bool recovers = true)
    {
        var calls = new List<LoadCall>();
        var talking = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < span)
        {
            while (calls.Count < Stopwatch.GetElapsedTime(began).TotalSeconds * rate)
            {
                var call = load.Call(number, NextCaller());
                calls.Add(call);
                talking.Add(HangUpAfterTalk(load, call, stop));
            }

            await Task.Delay(2, stop);
        }

        await Task.WhenAll(talking);
        await Task.Delay(Rest, stop); // for what ends at Asterisk
        var delays = calls.Select(it => it.RingDelay).OfType<TimeSpan>().Select(it => it.TotalMilliseconds).Order().ToList();
        var outcome = new Outcome(calls.Count, calls.Count(it => !it.IsConnected), calls.Count(it => it.RingDelay > Late), At(delays, 0.5), At(delays, 0.99));
        await Console.Error.WriteLineAsync($"{number} at {rate}/s: {outcome}");
        if (recovers && !outcome.IsGood) await Task.Delay(Recovery, stop);
        return outcome;
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(sorted.Count * share)];

    private static async Task HangUpAfterTalk(SipLoad load, LoadCall call, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!call.IsConnected && !call.IsOver && Stopwatch.GetElapsedTime(began) < Patience) await Task.Delay(20, stop);
        await Task.Delay(Talk, stop);
        load.HangUp(call);
    }

    private static int callers;

    private static string NextCaller() => $"+4670{Interlocked.Increment(ref callers):0000000}";

    /// <summary>The most calls at once of which every one is heard in both directions, on time.</summary>
    /// <param name="areRecorded">Whether so many calls since then were recorded, where they are to be.</param>
    private static async Task<int> MostConcurrent(
        SipLoad load, SoundLoad sound, string number, CancellationToken stop, Func<int, DateTimeOffset, Task<bool>>? areRecorded = null)
    {
        var most = 0;
        for (var many = AtOnceStep; many <= MostAtOnce; many += AtOnceStep)
        {
            var since = DateTimeOffset.UtcNow;
            if (!await AreHeard(load, sound, number, many, stop)) break;
            if (areRecorded is not null && !await areRecorded(many, since)) break;
            most = many;
        }

        return most;
    }

    private static async Task<bool> AreHeard(SipLoad load, SoundLoad sound, string number, int many, CancellationToken stop)
    {
        var calls = new List<LoadCall>();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PlacedPerSecond)))
            while (calls.Count < many && await pace.WaitForNextTickAsync(stop)) calls.Add(load.Call(number, NextCaller()));
        var began = Stopwatch.GetTimestamp();
        while (!calls.TrueForAll(it => it.IsConnected) && Stopwatch.GetElapsedTime(began) < Patience) await Task.Delay(50, stop);
        await Task.Delay(Rest, stop);
        var heard = await sound.Speak(calls, Warmth, Window);
        var areUp = calls.TrueForAll(it => it is { IsConnected: true, IsOver: false });
        foreach (var some in calls.Chunk(PlacedPerSecond))
        {
            foreach (var it in some) load.HangUp(it);
            await Task.Delay(100, stop);
        }

        await Task.Delay(Rest, stop);
        await Console.Error.WriteLineAsync($"{number}, {many} at once: {(areUp ? "all" : "not all")} up, {heard}");
        return areUp && heard.Lost <= MostLost && heard.DelayP99 <= LongestSoundDelay;
    }
}
