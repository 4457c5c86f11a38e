using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording.Disguise;

/// <summary>A copy is destroyed: its time is over, or nobody needs it any more. First the key, without which the file is noise, then the file.</summary>
public sealed class DestroyCopy(Databases databases, LiveCentres centres, RecordingVault vault, TimeProvider clock)
{
    /// <summary>The most that one round destroys; the next one goes on.</summary>
    private const int Most = 1_000;

    /// <param name="by">Null: its time is over.</param>
    public async Task<Refusal?> Run(RecordingCopy copy, PersonId? by, CancellationToken stop)
    {
        var refusal = await centres.Of(copy.Centre).Inbox.Send(
            _ => new Act(Notes: [new RecordingMoved(copy.Contact, copy.Segment, RecordingMove.CopyDestroyed, by)], Save: async (store, token) =>
            {
                var row = await store.RecordingCopies.SingleAsync(it => it.Id == copy.Id, token);
                if (row.State == CopyState.Destroyed) return OpenCopy.NoSuchCopy;
                row.Destroy();
                return null;
            }),
            stop, isAlone: true);
        vault.Delete(copy.Centre, copy.Id);
        return refusal;
    }

    /// <summary>Those whose time is over. Answers how many there were.</summary>
    public async Task<int> Overdue(CentreId centre, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = databases.CreateDbContext();
        var over = await db.RecordingCopies.AsNoTracking().Where(it => it.Centre == centre && it.Until < now && it.State < CopyState.Failed)
            .OrderBy(it => it.Until).Take(Most).ToListAsync(stop);
        foreach (var it in over)
            if (await Run(it, null, stop) is { } refusal && refusal != OpenCopy.NoSuchCopy) throw new StorageUnavailableException(refusal.Sentence);
        return over.Count;
    }
}
