using System.Data.Common;
using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>A person writes in a contact, and what he has not sent yet is kept: for himself, wherever he goes on, and for whoever takes over.</summary>
public sealed class KeepDraft(Databases databases, TimeProvider clock)
{
    public static readonly Refusal Changed = new("draft.changed", "The draft was changed in another window. Look at it before you go on.");

    private const string UniqueViolation = "23505";

    /// <param name="Seen">The version that the writer's screen goes on from; null: it begins one.</param>
    public sealed record Command(Viewer Viewer, PersonId Person, ContactId Contact, Guid? Seen, DraftContent Content);

    /// <returns>The new version; null when nothing is left to be kept.</returns>
    public async Task<Outcome<Kept>> Run(Command command, CancellationToken stop)
    {
        if (command.Content.Flaw() is { } wrong) return wrong;

        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        if (await db.Contacts.VisibleTo(command.Viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == command.Contact, stop) is not { } contact) return WriteMessage.NoSuchContact;
        if (contact.ClosedAt is not null) return WriteMessage.Ended; // it may be erased, and must stay so

        var row = await db.Drafts.FindAsync([command.Contact, command.Person], stop);
        if (row is not null && row.Version != command.Seen) return Changed;

        var version = Apply(db, row, contact, command);
        return await Save(db, stop) ? new Kept(version) : Changed;
    }

    public sealed record Kept(Guid? Version);

    /// <summary>One that was sent or taken over elsewhere, and is gone on with here, is begun anew: no word is lost.</summary>
    private Guid? Apply(Database db, DraftRow? row, ContactRow contact, Command command)
    {
        if (command.Content.IsEmpty)
        {
            if (row is not null) db.Remove(row);
            return null;
        }

        if (row is null) db.Add(row = new DraftRow { Contact = contact.Id, Person = command.Person, Centre = contact.Centre, Commissioner = contact.Commissioner });
        (row.At, row.Content, row.Version) = (clock.GetUtcNow(), command.Content, Guid.NewGuid());
        return row.Version;
    }

    /// <summary>False: another window was faster.</summary>
    private static async Task<bool> Save(Database db, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.InnerException is DbException { SqlState: UniqueViolation })
        {
            return false;
        }
    }
}
