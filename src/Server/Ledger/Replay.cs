using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>Feeds a recorded stretch of the ledger through the floor again and compares what it decides with what it decided then.</summary>
public sealed class Replay(Databases databases)
{
    /// <summary>The most differences that are kept; the rest are counted.</summary>
    public const int MostDifferences = 1_000;

    /// <summary>A place where today's rule decides otherwise. Null: nothing.</summary>
    public sealed record Difference(long Sequence, DateTimeOffset At, string? Then, string? Now);

    /// <param name="Rules">The versions of the routing rule that the ledger names in this stretch.</param>
    public sealed record Report(long Events, long Inputs, long Different, IReadOnlyList<Difference> Differences, IReadOnlyList<int> Rules);

    /// <param name="from">Null: from the beginning.</param>
    /// <param name="until">Null: to the end.</param>
    public async Task<Report> Run(CentreId centre, DateTimeOffset? from, DateTimeOffset? until, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var after = from is { } start ? await db.LastBefore(centre, start, stop) : 0;
        var last = until is { } end ? await db.LastBefore(centre, end, stop) : await db.Heads.Where(it => it.Centre == centre).Select(it => it.Sequence).SingleAsync(stop);
        var (floor, _) = await Snapshots.FloorAfter(db, centre, after, stop);
        var again = new Again(floor);
        await foreach (var it in db.EventsBetween(centre, after, last).WithCancellation(stop)) again.Take(it);
        return again.Finish(last - after);
    }

    /// <summary>Two floors side by side: one is told what was decided, the other decides again.</summary>
    private sealed class Again(Floor floor)
    {
        private readonly Floor recorded = Floor.From(floor.Snapshot());
        private readonly List<Committed> then = [];
        private readonly List<Event> now = [];
        private readonly List<Difference> differences = [];
        private readonly SortedSet<int> rules = [];
        private Floor deciding = floor;
        private long inputs;
        private long different;

        public void Take(Committed it)
        {
            if (it.Event is FloorStarted started) rules.Add(started.RuleVersion);
            if (it.Event is Note) return;
            if (it.Event is Input) Compare();
            then.Add(it);
        }

        public Report Finish(long events)
        {
            Compare();
            return new Report(events, inputs, different, differences, [.. rules]);
        }

        /// <summary>An input and the decisions that were recorded with it, against what the floor makes of the same input.</summary>
        private void Compare()
        {
            if (then.Count == 0) return;
            if (then[0].Event is Input input) Decide(input, then[0].At);
            foreach (var it in then) recorded.Apply(it.Event, it.At);
            if (!IsSame()) Note();
            then.Clear();
        }

        private void Decide(Input input, DateTimeOffset at)
        {
            now.Clear();
            inputs++;
            deciding.Handle(input, at, now);
        }

        private bool IsSame() => then.Count == now.Count && then.Zip(now).All(it => Text(it.First.Event) == Text(it.Second));

        /// <summary>Says what differs, and goes on from what was decided then.</summary>
        private void Note()
        {
            for (var it = 0; it < Math.Max(then.Count, now.Count); it++)
            {
                var (before, after) = (it < then.Count ? Text(then[it].Event) : null, it < now.Count ? Text(now[it]) : null);
                if (before == after) continue;

                different++;
                if (differences.Count < MostDifferences) differences.Add(new Difference(then[Math.Min(it, then.Count - 1)].Sequence, then[0].At, before, after));
            }

            deciding = Floor.From(recorded.Snapshot());
        }

        private static string Text(Event it) => $"{EventKinds.NameOf(it)} {EventKinds.Write(it)}";
    }
}
