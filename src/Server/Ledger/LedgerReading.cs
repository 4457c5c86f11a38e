using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>Reads a centre's ledger as the server itself does, whole and in order.</summary>
public static class LedgerReading
{
    /// <summary>The events after a sequence number, at most <paramref name="most"/> of them.</summary>
    public static async Task<IReadOnlyList<Committed>> EventsAfter(this Database db, CentreId centre, long sequence, int most, CancellationToken stop)
    {
        var rows = await db.Ledger.AsNoTracking()
            .Where(it => it.Centre == centre && it.Sequence > sequence)
            .OrderBy(it => it.Sequence)
            .Take(most)
            .ToListAsync(stop);
        return [.. rows.Select(it => new Committed(it.Sequence, it.At, EventKinds.Read(it)))];
    }

    /// <summary>The events after one sequence number, up to and including another, one by one.</summary>
    public static async IAsyncEnumerable<Committed> EventsBetween(this Database db, CentreId centre, long after, long until)
    {
        var rows = db.Ledger.AsNoTracking()
            .Where(it => it.Centre == centre && it.Sequence > after && it.Sequence <= until)
            .OrderBy(it => it.Sequence)
            .Select(it => new { it.Sequence, it.At, it.Kind, it.Version, it.Body })
            .AsAsyncEnumerable();
        await foreach (var row in rows) yield return new Committed(row.Sequence, row.At, EventKinds.Read(row.Kind, row.Version, row.Body));
    }

    /// <summary>The last event before a moment; 0 when there is none. Time never runs back in a ledger, so a few looks at its key are enough.</summary>
    public static async Task<long> LastBefore(this Database db, CentreId centre, DateTimeOffset moment, CancellationToken stop)
    {
        var (before, after) = (0L, await db.Heads.Where(it => it.Centre == centre).Select(it => it.Sequence).SingleOrDefaultAsync(stop) + 1);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            var at = await db.Ledger.Where(it => it.Centre == centre && it.Sequence == middle).Select(it => it.At).SingleAsync(stop);
            if (at < moment) before = middle;
            else after = middle;
        }

        return before;
    }
}
