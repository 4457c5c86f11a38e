using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Which mailbox a mail is sent from.</summary>
internal static class SendingMailbox
{
    /// <summary>The mailbox that the conversation came by, or the one that it goes on from; else one that leads to the service.</summary>
    public static async Task<Mailbox?> Of(Database db, CentreId centre, ContactId contact, IReadOnlyList<MailRow> mails, CancellationToken stop)
    {
        var mailboxes = await InUse(db, centre, stop);
        if (Last(mailboxes, mails.Select(it => it.Mailbox)) is { } known) return known;

        var row = await db.Contacts.AsNoTracking().Where(it => it.Centre == centre && it.Id == contact).Select(it => new { it.Service, it.Earlier }).SingleOrDefaultAsync(stop);
        if (row?.Earlier is { } earlier)
        {
            var before = await db.Mails.AsNoTracking().Where(it => it.Centre == centre && it.Contact == earlier).OrderBy(it => it.At).Select(it => it.Mailbox).ToListAsync(stop);
            if (Last(mailboxes, before) is { } of) return of;
        }

        return row is null ? null : Of(mailboxes, row.Service);
    }

    /// <summary>One that leads to the service, as its own rather than by a rule.</summary>
    public static Mailbox? Of(IReadOnlyList<Mailbox> mailboxes, ServiceId service) =>
        mailboxes.FirstOrDefault(it => it.Service == service) ?? mailboxes.FirstOrDefault(it => it.Rules.Any(rule => rule.Service == service));

    public static async Task<IReadOnlyList<Mailbox>> InUse(Database db, CentreId centre, CancellationToken stop) =>
        await db.Mailboxes.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).OrderBy(it => it.Name).ThenBy(it => it.Id).ToListAsync(stop);

    private static Mailbox? Last(IReadOnlyList<Mailbox> mailboxes, IEnumerable<MailboxId> used) =>
        used.Select(id => mailboxes.FirstOrDefault(it => it.Id == id)).LastOrDefault(it => it is not null);
}
