using Isberg.Access;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>Somebody says that a letter is posted, or withdraws it, or puts it back among those to be printed.</summary>
internal sealed class SettleLetter(Databases databases, TimeProvider clock)
{
    public static readonly Refusal NoSuchLetter = new("letter.unknown_outgoing", "There is no such letter that goes out.");
    public static readonly Refusal WrongState = new("letter.state_invalid", "A letter that goes out is to be printed, posted or withdrawn.");

    public async Task<Refusal?> Run(Viewer viewer, ContactId contact, LetterId letter, LetterState state, CancellationToken stop)
    {
        if (state is not (LetterState.ToPrint or LetterState.Posted or LetterState.Withdrawn)) return WrongState;

        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)) return NoSuchLetter;
        var found = db.Letters.VisibleTo(viewer).Where(it => it.Id == letter && it.Contact == contact && it.IsOutgoing);
        if (!await found.AnyAsync(stop)) return NoSuchLetter;

        var isOpen = state == LetterState.ToPrint;
        var (by, at) = (isOpen ? null : viewer.Person, isOpen ? (DateTimeOffset?)null : clock.GetUtcNow());
        await found.Where(it => it.State != state).ExecuteUpdateAsync( // who said it first has said it
            it => it.SetProperty(row => row.State, state).SetProperty(row => row.SettledBy, by).SetProperty(row => row.SettledAt, at), stop);
        return null;
    }
}
