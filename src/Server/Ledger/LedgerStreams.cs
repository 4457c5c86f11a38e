using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>The ledger as it grows, for those who may read all of it: from any event on, without a gap.</summary>
public sealed class LedgerStreams(Databases databases, LiveCentres centres, TimeProvider time)
{
    /// <summary>The most streams that are open at once on this node.</summary>
    public const int Most = 50;

    private const int AtOnce = 500;

    public static readonly Refusal TooMany = new("stream.too_many", "Too many streams of the ledger are open. Close one of them.");

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private int open;

    /// <summary>The rows from somewhere on, those to come included. It counts as open until it has been read to its end or given up.</summary>
    public sealed record Growing(IAsyncEnumerable<LedgerRow> Rows);

    public Outcome<Growing> Open(Viewer viewer, long after, CancellationToken stop)
    {
        if (viewer.Commissioners is not null) return ReadLedger.WholeCentreOnly;
        if (Interlocked.Increment(ref open) <= Most) return new Growing(Read(viewer.Centre, after, stop));

        Interlocked.Decrement(ref open);
        return TooMany;
    }

    private async IAsyncEnumerable<LedgerRow> Read(CentreId centre, long after, [EnumeratorCancellation] CancellationToken stop)
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var news = centres.Of(centre).Publication.Follow(following.Token);
            while (!stop.IsCancellationRequested)
            {
                while (news.TryRead(out _)) // what they tell is read from the ledger below
                {
                }

                var rows = await Next(centre, after, stop);
                foreach (var row in rows) yield return row;
                if (rows.Count > 0) after = rows[^1].Sequence;
                else await Wait(news, stop);
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
            await following.CancelAsync();
        }
    }

    private async Task<List<LedgerRow>> Next(CentreId centre, long after, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Ledger.AsNoTracking().Where(it => it.Centre == centre && it.Sequence > after).OrderBy(it => it.Sequence).Take(AtOnce).ToListAsync(stop);
    }

    private async Task Wait(ChannelReader<Committed[]> news, CancellationToken stop)
    {
        using var look = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, look.Token);
        try
        {
            await news.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Another node may have written, or the reader is gone; whoever called looks.
        }
    }
}
