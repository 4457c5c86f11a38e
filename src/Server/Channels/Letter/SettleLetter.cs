using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>Somebody says that a letter is posted, or withdraws it, or puts it back among those to be printed.</summary>
internal sealed class SettleLetter(Databases databases, LiveCentres centres)
{
    public static readonly Refusal NoSuchLetter = new("letter.unknown_outgoing", "There is no such letter that goes out.");
    public static readonly Refusal WrongState = new("letter.state_invalid", "A letter that goes out is to be printed, posted or withdrawn.");

    private static readonly Refusal SaidAlready = new("letter.state_same", "Somebody has said so already.");

    public async Task<Refusal?> Run(Viewer viewer, ContactId contact, LetterId letter, LetterState state, CancellationToken stop)
    {
        if (state is not (LetterState.ToPrint or LetterState.Posted or LetterState.Withdrawn)) return WrongState;

        await using var db = databases.CreateDbContext();
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)) return NoSuchLetter;
        var found = await db.Letters.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == letter && it.Contact == contact && it.IsOutgoing && it.Fax == null, stop);
        if (found?.Message is not { } message) return NoSuchLetter;
        if (found.State == state) return null;

        var moved = new LetterMoved(contact, letter, message, state, viewer.Person);
        var refusal = await centres.Of(viewer.Centre).Inbox.Send(now => new Act(Notes: [moved], Save: (store, token) => Keep(store, moved, now.Now, token)), stop, isAlone: true);
        return refusal == SaidAlready ? null : refusal;
    }

    /// <summary>Who says it first has said it.</summary>
    private static async Task<Refusal?> Keep(Database db, LetterMoved moved, DateTimeOffset now, CancellationToken stop)
    {
        var isOpen = moved.State == LetterState.ToPrint;
        var (by, at) = (isOpen ? null : moved.By, isOpen ? (DateTimeOffset?)null : now);
        var kept = await db.Letters.Where(it => it.Id == moved.Letter && it.State != moved.State).ExecuteUpdateAsync(
            it => it.SetProperty(row => row.State, moved.State).SetProperty(row => row.SettledBy, by).SetProperty(row => row.SettledAt, at), stop);
        return kept == 1 ? null : SaidAlready;
    }
}
