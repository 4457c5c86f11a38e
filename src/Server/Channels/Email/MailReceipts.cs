using System.Globalization;
using Isberg.Contacts;
using Isberg.Mail.Headers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Tells whoever begins a conversation, once, that his mail has come and when he can expect an answer.</summary>
internal sealed class MailReceipts(Databases databases, LiveCentres centres, TimeProvider clock)
{
    public const string Reference = "{reference}";
    public const string Due = "{due}";

    /// <summary>An address that gets more than this in a day is a machine, whatever it says.</summary>
    public const int MostADay = 5;

    private const string Kind = "Receipt";

    public async Task Run(Mailbox mailbox, ContactId id, CancellationToken stop)
    {
        if (mailbox.Receipt.IsEmpty) return;

        await using var db = databases.CreateDbContext();
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == id, stop);
        var mails = await db.Mails.AsNoTracking().Where(it => it.Contact == id).ToListAsync(stop);
        if (mails.Exists(it => it.IsOutgoing) || mails.Find(it => !it.IsOutgoing) is not { From: { } to } first || contact.Earlier is not null) return;
        if (await SentLately(db, mailbox, to.Address, stop) >= MostADay) return;

        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == mailbox.Centre, stop);
        var asked = await db.Messages.AsNoTracking().Where(it => it.Id == first.Message).Select(it => it.Text).SingleAsync(stop);
        var text = TextOf(mailbox, contact, WrittenLanguage.Of(asked ?? "")?.Code ?? "sv", TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone));
        if (text.Length == 0) return;

        await centres.Of(mailbox.Centre).Inbox.Send(state => Receipt(state, mailbox, first, to, text), stop);
    }

    private static Outcome<Act> Receipt(LiveState state, Mailbox mailbox, MailRow first, MailAddress to, string text)
    {
        if (state.Contacts.Find(first.Contact) is not { } contact) return WriteMessage.NoSuchContact;

        var message = new MessageRow
        {
            Id = new MessageId(Guid.CreateVersion7()), Contact = contact.Id, Number = contact.LastMessage + 1, Centre = contact.Centre, Commissioner = contact.Commissioner,
            At = state.Now, Author = Author.Automatic, Text = text,
        };
        var mail = new MailRow
        {
            Id = new MailId(Guid.CreateVersion7()), Centre = contact.Centre, Commissioner = contact.Commissioner, Contact = contact.Id, Message = message.Id,
            Mailbox = mailbox.Id, IsOutgoing = true, State = MailState.Queued, At = state.Now, DueAt = state.Now, Automatic = Kind,
            HeaderId = MessageIds.New(WriteMail.DomainOf(mailbox)), Subject = WriteMail.Subject(first.Subject), From = new MailAddress(mailbox.Address), To = [to],
        };
        return new Act(Notes: [new MessageWritten(contact.Id, message.Id, message.Number, Author.Automatic, null, text.Length)], Messages: [message], Mail: mail);
    }

    private async Task<int> SentLately(Database db, Mailbox mailbox, string to, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        var sent = await db.Mails.AsNoTracking().Where(it => it.Centre == mailbox.Centre && it.IsOutgoing && it.Automatic == Kind && it.At >= since)
            .Join(db.Conversations.AsNoTracking().Where(it => it.GivenEmail == to), it => it.Contact, it => it.Contact, (mail, _) => mail.Id).Take(MostADay).ToListAsync(stop);
        return sent.Count;
    }

    /// <summary>What is promised is the time that the routing itself works towards.</summary>
    private static string TextOf(Mailbox mailbox, ContactRow contact, string language, TimeZoneInfo zone)
    {
        var due = contact.DueAt is { } at
            ? TimeZoneInfo.ConvertTime(at, zone).ToString(language == "en" ? "d MMMM yyyy 'at' HH:mm" : language == "fi" ? "d.M.yyyy 'klo' H.mm" : "d MMMM yyyy 'klockan' HH:mm", CultureInfo.GetCultureInfo(language))
            : "";
        return mailbox.Receipt.Best(language).Replace(Reference, contact.Reference, StringComparison.Ordinal).Replace(Due, due, StringComparison.Ordinal).Trim();
    }
}
