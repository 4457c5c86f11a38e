using Isberg.Recording;
using Isberg.Recording.Disguise;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Empties the rows that hold what people wrote and who they are. Doing it twice changes nothing.</summary>
internal static class Erasing
{
    /// <summary>Empties a contact's rows, to be saved by the caller. Answers the files that are to be deleted once that is committed.</summary>
    public static async Task<IReadOnlyList<Guid>> Contact(Database db, CentreId centre, ContactId contact, CancellationToken stop)
    {
        var messages = await db.Messages.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop);
        foreach (var message in messages) message.Text = null;
        var conversation = await db.Conversations.SingleOrDefaultAsync(it => it.Centre == centre && it.Contact == contact, stop);
        if (conversation is not null)
            (conversation.Matter, conversation.GivenName, conversation.GivenEmail, conversation.GivenPhone, conversation.StartedOn) = (null, null, null, null, null);
        var files = messages.SelectMany(it => it.Files).Select(it => it.Id).ToList();
        foreach (var mail in await db.Mails.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop)) files.AddRange(Mail(mail));
        db.RemoveRange(await db.Drafts.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop)); // their files the sweep finds
        foreach (var letter in await db.Letters.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop))
        {
            files.AddRange(letter.Pages.Select(it => it.Picture));
            (letter.Name, letter.To, letter.Fax, letter.Pages, letter.DueAt) = (null, null, null, [], null);
        }

        foreach (var callback in await db.Callbacks.Where(it => it.Centre == centre && (it.Asked == contact || it.Contact == contact)).ToListAsync(stop)) (callback.Phone, callback.Reason) = (null, null);
        foreach (var spoken in await Spoken(db, centre, contact).ToListAsync(stop))
        {
            if (spoken.File is { } file) files.Add(file);
            (spoken.Phone, spoken.Given, spoken.File, spoken.Key) = (null, null, null, null);
        }

        foreach (var recording in await db.Recordings.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop)) recording.Destroy();
        foreach (var copy in await db.RecordingCopies.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop)) copy.Erase();
        foreach (var access in await db.RecordingAccesses.Where(it => it.Centre == centre && it.Contact == contact).ToListAsync(stop)) access.Reason = null;
        foreach (var message in messages.Where(it => it.Files.Count > 0)) message.Files = [];
        return files;
    }

    /// <summary>What he has left goes with its own contact; until there is one, with the call.</summary>
    private static IQueryable<VoiceMessageRow> Spoken(Database db, CentreId centre, ContactId contact) =>
        db.VoiceMessages.Where(it => it.Centre == centre && (it.Contact == contact || (it.Call == contact && !it.HasCome)));

    /// <summary>What became of it stays; whom it was from and to, and what it said, goes. A mail that was to be sent is not sent.</summary>
    private static List<Guid> Mail(MailRow mail)
    {
        List<Guid> files = [.. mail.Inline.Select(it => it.File), .. mail.Source is { } source ? [source] : (Guid[])[]];
        (mail.HeaderId, mail.Subject, mail.From, mail.Trouble, mail.Html, mail.Source, mail.DueAt) = (null, null, null, null, null, null, null);
        (mail.InvitesUntil, mail.InvitesAt) = (null, null);
        (mail.To, mail.Cc, mail.Bcc, mail.ReplyTo, mail.LeftOut, mail.Inline, mail.Folded) = ([], [], [], [], [], [], new FoldedText(null, null));
        return files;
    }

    public static async Task Customer(Database db, CentreId centre, CustomerId customer, CancellationToken stop)
    {
        var found = await db.Customers.SingleOrDefaultAsync(it => it.Centre == centre && it.Id == customer, stop);
        if (found is null) return;
        (found.Name, found.Email, found.Phone, found.Note, found.Version) = (null, null, null, null, Guid.NewGuid());
    }

    /// <summary>Is there anything left of what was to be erased?</summary>
    public static async Task<bool> IsLeft(Database db, CentreId centre, ContactId contact, CancellationToken stop) =>
        await db.Messages.AnyAsync(it => it.Centre == centre && it.Contact == contact && it.Text != null, stop)
        || await db.Mails.AnyAsync(it => it.Centre == centre && it.Contact == contact && (it.Subject != null || it.HeaderId != null || it.Html != null || it.Source != null), stop)
        || await db.Drafts.AnyAsync(it => it.Centre == centre && it.Contact == contact, stop)
        || await db.Recordings.AnyAsync(it => it.Centre == centre && it.Contact == contact && it.State != RecordingState.Destroyed, stop)
        || await db.RecordingCopies.AnyAsync(it => it.Centre == centre && it.Contact == contact && (it.Reason != null || it.Key != null || it.State == CopyState.Waiting), stop)
        || await db.RecordingAccesses.AnyAsync(it => it.Centre == centre && it.Contact == contact && it.Reason != null, stop)
        || await db.Letters.AnyAsync(it => it.Centre == centre && it.Contact == contact && (it.Name != null || it.To != null || it.Fax != null), stop)
        || await db.Callbacks.AnyAsync(it => it.Centre == centre && (it.Asked == contact || it.Contact == contact) && (it.Phone != null || it.Reason != null), stop)
        || await Spoken(db, centre, contact).AnyAsync(it => it.Phone != null || it.Given != null || it.Key != null, stop)
        || await db.Conversations.AnyAsync(
            it => it.Centre == centre && it.Contact == contact
                && (it.Matter != null || it.GivenName != null || it.GivenEmail != null || it.GivenPhone != null || it.StartedOn != null), stop);

    public static Task<bool> IsLeft(Database db, CentreId centre, CustomerId customer, CancellationToken stop) =>
        db.Customers.AnyAsync(
            it => it.Centre == centre && it.Id == customer && (it.Name != null || it.Email != null || it.Phone != null || it.Note != null), stop);
}
