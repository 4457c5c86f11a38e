using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>The floor as it stood just before a recorded decision, rebuilt to be asked.</summary>
public sealed class PastFloor(Databases databases) : IDisposable
{
    /// <summary>A rebuilt floor takes memory; whoever asks meanwhile waits.</summary>
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Why the decision fell as it did; null when that event is not about this contact, or it did not wait then.</summary>
    public async Task<Explanation?> Explain(CentreId centre, ContactId contact, long sequence, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            await using var db = databases.CreateDbContext();
            var decision = await db.Ledger.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Sequence == sequence && it.Contact == contact, stop);
            if (decision is null) return null;

            var (floor, _) = await Snapshots.FloorAfter(db, centre, sequence - 1, stop);
            return floor.Explain(contact, decision.At);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();
}
