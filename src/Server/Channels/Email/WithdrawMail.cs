using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Whoever wrote a mail, or handles its contact now, takes it back before it is sent.</summary>
public sealed class WithdrawMail(Databases databases, LiveCentres centres)
{
    public static readonly Refusal NoSuchMail = new("mail.unknown", "There is no such mail.");
    public static readonly Refusal Sent = new("mail.sent", "The mail is on its way already, and cannot be taken back.");

    public async Task<Refusal?> Run(CentreId centre, ContactId contact, MailId mail, PersonId person, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Mails.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Contact == contact && it.Id == mail && it.IsOutgoing, stop);
        if (row is null) return NoSuchMail;
        if (row.State == MailState.Withdrawn) return null;

        var writer = await db.Messages.AsNoTracking().Where(it => it.Id == row.Message).Select(it => it.Person).SingleAsync(stop);
        return await centres.Of(centre).Inbox.Send(
            state => writer != person && state.Contacts.Find(contact)?.Person != person
                ? WriteMessage.NotYours
                : new Act(Notes: [new MailMoved(contact, mail, row.Message, MailState.Withdrawn)], Save: (store, token) => Withdraw(store, mail, state.Now, token)),
            stop, isAlone: true);
    }

    private static async Task<Refusal?> Withdraw(Database db, MailId mail, DateTimeOffset now, CancellationToken stop)
    {
        return await TakeBack(db.Mails.Where(it => it.Id == mail && it.State == MailState.Queued && it.Attempts == 0), now, stop) ? null : Sent;
    }

    /// <summary>In one statement, for the post may take the mail up at the same moment: one of the two gets it.</summary>
    internal static async Task<bool> TakeBack(IQueryable<MailRow> mail, DateTimeOffset now, CancellationToken stop) =>
        await mail.ExecuteUpdateAsync(
            it => it.SetProperty(row => row.State, MailState.Withdrawn).SetProperty(row => row.DueAt, (DateTimeOffset?)null).SetProperty(row => row.EndedAt, now), stop) == 1;
}
