using System.Diagnostics;
using Isberg.Peers;

namespace Isberg.Benches;

/// <summary>Durable contacts per second through the use cases, beside what the same database can do with the same rows and nothing else.</summary>
internal static class LedgerBench
{
    private const int People = 400;
    private const int AtOnce = 600;
    private const int Evenly = 100;
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);

    public static async Task<int> Run()
    {
        await Measure("sqlite", () => Task.FromResult<string?>(null), measuresOffers: true);
        await using var postgres = await PostgresServer.Start();
        await Measure("postgres", async () => await postgres.NewDatabase(), measuresOffers: false);
        return 0;
    }

    private static async Task Measure(string name, Func<Task<string?>> newDatabase, bool measuresOffers)
    {
        await using var server = await BenchServer.Start(await newDatabase(), People);
        if (measuresOffers) await MeasureOffers(server);
        await new LedgerLoad(server).Run(AtOnce, Warmth);
        var load = new LedgerLoad(server);
        var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var closed = await load.Run(AtOnce, Span);
        var perSecond = closed / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Figure.Print($"ledger.{name}.processor_ms_per_contact", (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / closed, "ms");
        Figure.Print($"ledger.{name}.contacts_per_second", perSecond, "contacts/s");
        Figure.Print($"ledger.{name}.events_per_commit", load.Batches.Average(it => it.Events), "events");

        var raw = await RawLimit.Measure(server, load.Batches, closed, await newDatabase());
        Figure.Print($"ledger.{name}.raw_contacts_per_second", raw, "contacts/s");
        Figure.Print($"ledger.{name}.ratio_to_raw", perSecond / raw, "ratio");
    }

    private static async Task MeasureOffers(BenchServer server)
    {
        await new LedgerLoad(server).RunEvenly(Evenly, Warmth);
        var load = new LedgerLoad(server);
        await load.RunEvenly(Evenly, Span);
        var sorted = load.ToOffer.Order().ToList();
        Figure.Print("ledger.event_to_offer_p50_ms", sorted[sorted.Count / 2], "ms");
        Figure.Print("ledger.event_to_offer_p99_ms", sorted[(int)(sorted.Count * 0.99)], "ms");
        var commits = await RawLimit.Commits(server, load.Batches, Span);
        Figure.Print("ledger.raw_commit_p50_ms", commits[commits.Count / 2], "ms");
        Figure.Print("ledger.raw_commit_p99_ms", commits[(int)(commits.Count * 0.99)], "ms");
    }
}
