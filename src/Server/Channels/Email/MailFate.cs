using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Email;

/// <summary>Notes what became of a mail that was handed over. What cannot be sent, in a conversation that is over, calls somebody first.</summary>
internal sealed class MailFate(LiveCentres centres, CallForLostMail call)
{
    private static readonly Refusal NobodySees = new("contact.closed", "Nobody looks at this conversation any more.");

    public async Task Note(MailRow mail, MailState state, string? trouble, DateTimeOffset? next, bool isTwice, CancellationToken stop)
    {
        var needsEyes = state == MailState.Failed && mail.Automatic is null;
        var refusal = await Note(mail, state, trouble, next, isTwice, needsEyes, stop);
        if (refusal != NobodySees) return;

        await call.Run(mail, trouble ?? "", stop); // first, for a crash in between must not keep it from the staff
        await Note(mail, state, trouble, next, isTwice, needsEyes: false, stop);
    }

    private Task<Refusal?> Note(MailRow mail, MailState state, string? trouble, DateTimeOffset? next, bool isTwice, bool needsEyes, CancellationToken stop) =>
        centres.Of(mail.Centre).Inbox.Send(
            live => needsEyes && live.Contacts.Find(mail.Contact) is not { Stage: not (Stage.WrappingUp or Stage.Closed) }
                ? NobodySees
                : new Act(Notes: [new MailMoved(mail.Contact, mail.Id, mail.Message, state)], Save: async (db, token) =>
                {
                    // A report on it may have been faster, and it may have been erased: then that stands.
                    if (await db.Mails.FindAsync([mail.Id], token) is not { State: MailState.Sending, HeaderId: not null } row) return WithdrawMail.NoSuchMail;
                    (row.State, row.Trouble, row.DueAt, row.MayBeTwice) = (state, trouble, next, row.MayBeTwice || isTwice);
                    row.Came(state, live.Now);
                    return null;
                }),
            stop, isAlone: true);
}
