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
}
