using Isberg.Access;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Somebody on the staff ends an invitation to the chat: from now on its link opens nothing. What was written through it stays.</summary>
public sealed class RevokeInvitation(Databases databases)
{
    public async Task<Refusal?> Run(Viewer viewer, ContactId contact, MailId mail, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)) return WithdrawMail.NoSuchMail;

        using var gate = await databases.WriteGate(stop);
        var revoked = await db.Mails.Where(it => it.Centre == viewer.Centre && it.Contact == contact && it.Id == mail && it.IsOutgoing)
            .ExecuteUpdateAsync(it => it.SetProperty(row => row.InvitesUntil, (DateTimeOffset?)null), stop);
        return revoked == 1 ? null : WithdrawMail.NoSuchMail;
    }
}
