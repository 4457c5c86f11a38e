using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Sends the faxes that wait, and tries again after a pause: each step stands in its row before the next is taken.</summary>
internal sealed class SendFaxes(Databases databases, FaxSheets sheets, FaxOutbox outbox, MoveFax move, TimeProvider clock)
{
    public const int MostTries = 3;

    /// <summary>No fax call lasts longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(65);

    private const int MostAtOnce = 100;

    public async Task<IReadOnlyList<LetterRow>> Waiting(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = databases.CreateDbContext();
        var waiting = await db.Letters.AsNoTracking().Where(it => it.Fax != null && (it.State == LetterState.Faxing || (it.State == LetterState.ToFax && it.DueAt <= now))).OrderBy(it => it.At).Take(MostAtOnce).ToListAsync(stop);
        if (waiting.Count < MostAtOnce) outbox.Sweep(now - Longest - Longest, waiting);
        return waiting;
    }

    public async Task Run(LetterRow fax, CancellationToken stop)
    {
        if (fax.State == LetterState.ToFax)
        {
            (fax.State, fax.Tries, fax.DueAt) = (LetterState.Faxing, fax.Tries + 1, clock.GetUtcNow() + Longest);
            if (!await move.Run(fax, LetterState.ToFax, stop)) return;
        }

        if (outbox.EndOf(fax) is { } end) await Settle(fax, end, stop);
        else if (fax.DueAt < clock.GetUtcNow()) await Settle(fax, new FaxOutbox.Ended(FaxTrouble.Broken, 0), stop);
        else if (!outbox.IsGiven(fax)) await Give(fax, stop);
    }

    private async Task Give(LetterRow fax, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await sheets.Of(db, fax, stop) is { } sheet) outbox.Give(fax, sheet);
        else await Settle(fax, new FaxOutbox.Ended(FaxTrouble.NotReached, 0), stop);
    }

    private async Task Settle(LetterRow fax, FaxOutbox.Ended end, CancellationToken stop)
    {
        (fax.Trouble, fax.PagesSent, fax.DueAt) = (end.Trouble, end.Pages, null);
        fax.State = end.Trouble is null ? LetterState.Faxed : fax.Tries < MostTries ? LetterState.ToFax : LetterState.NotFaxed;
        if (fax.State == LetterState.ToFax) fax.DueAt = clock.GetUtcNow() + outbox.Pause;
        else fax.SettledAt = clock.GetUtcNow();

        if (await move.Run(fax, LetterState.Faxing, stop)) outbox.Forget(fax);
    }
}
