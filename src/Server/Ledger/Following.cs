using System.Threading.Channels;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Ledger;

/// <summary>Runs one follower of one centre: woken by what is committed, it reads on from its cursor, and looks each second by itself.</summary>
internal sealed partial class Following(
    string name, CentreId centre, Follower follower, Publication publication, Databases databases, TimeProvider time, ILogger log)
{
    /// <summary>The most events that one save carries.</summary>
    public const int MostAtOnce = 2_000;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Queue<Committed> heard = new();
    private long sequence;
    private bool isBehind;

    /// <summary>Follows until stopped, while this server leads; after a failure, opens the follower again from what is saved.</summary>
    public async Task Run(Lead lead, CancellationToken stop)
    {
        var news = publication.Follow(stop);
        while (!stop.IsCancellationRequested)
        {
            var term = lead.Term;
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, term);
                while (!lead.IsHeld) await Task.Delay(Look, time, either.Token);
                await Open(either.Token);
                await Follow(news, either.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested || term.IsCancellationRequested)
            {
                // Stopped, or another server leads and follows now.
            }
#pragma warning disable CA1031 // A follower is a job, and a job is a border: it starts again from what is saved.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, name, centre.Value, sequence, error);
                await Task.Delay(PauseAfterFailure, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads on to the ledger's end, once. Answers how far that is.</summary>
    public async Task<long> CatchUp(CancellationToken stop)
    {
        await Open(stop);
        while (await FromLedger(stop) is { Count: > 0 } events) await Take(events, stop);
        return sequence;
    }

    private async Task Open(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var cursor = await db.Cursors.SingleOrDefaultAsync(it => it.Centre == centre && it.Follower == name, stop);
        if (cursor is null)
        {
            using var gate = await databases.WriteGate(stop);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            db.Cursors.Add(cursor = new Cursor { Centre = centre, Follower = name });
            await follower.Clear(db, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }

        heard.Clear();
        (sequence, isBehind) = (cursor.Sequence, true);
        await follower.Open(db, sequence, stop);
    }

    private async Task Follow(ChannelReader<Committed[]> news, CancellationToken stop)
    {
        while (true)
        {
            var next = await Next(news, stop);
            if (next.Count > 0)
            {
                await Take(next, stop);
                if (!isBehind) await Task.Delay(follower.Pause, time, stop);
            }
            else
            {
                await Wait(news, stop);
            }
        }
    }

    /// <summary>What was heard, when it goes on exactly where this follower stands; else what the ledger says.</summary>
    private async Task<IReadOnlyList<Committed>> Next(ChannelReader<Committed[]> news, CancellationToken stop)
    {
        if (isBehind) return await FromLedger(stop);

        var next = new List<Committed>();
        while (next.Count < MostAtOnce)
        {
            if (heard.Count == 0)
            {
                if (!news.TryRead(out var batch)) break;
                foreach (var it in batch) heard.Enqueue(it);
                continue;
            }

            var expected = sequence + next.Count + 1;
            var one = heard.Dequeue();
            if (one.Sequence == expected) next.Add(one);
            if (one.Sequence > expected) isBehind = true;
            if (isBehind) break;
        }

        return next.Count == 0 && isBehind ? await FromLedger(stop) : next;
    }

    private async Task<IReadOnlyList<Committed>> FromLedger(CancellationToken stop)
    {
        heard.Clear();
        await using var db = databases.CreateDbContext();
        var rows = await db.EventsAfter(centre, sequence, MostAtOnce, stop);
        isBehind = rows.Count == MostAtOnce;
        return rows;
    }

    private async Task Take(IReadOnlyList<Committed> events, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var last = events[^1].Sequence;
        var moved = await db.Cursors.Where(it => it.Centre == centre && it.Follower == name && it.Sequence == sequence)
            .ExecuteUpdateAsync(it => it.SetProperty(cursor => cursor.Sequence, last), stop);
        if (moved != 1) throw new LostLeadException();

        await follower.Take(events, db, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        sequence = last;
        follower.Saved();
    }

    private async Task Wait(ChannelReader<Committed[]> news, CancellationToken stop)
    {
        using var look = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, look.Token);
        try
        {
            await news.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            isBehind = true; // another node may have written
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Follower {Name} of centre {Centre} failed after event {Sequence} and opens again")]
    private static partial void Failed(ILogger log, string name, Guid centre, long sequence, Exception error);
}
