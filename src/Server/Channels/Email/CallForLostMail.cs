using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Email;

/// <summary>A mail that cannot be sent, in a conversation that is over, begins a contact, once: else nobody would know that its recipient has no answer.</summary>
internal sealed partial class CallForLostMail(Databases databases, ReceiveContact receive, ILogger<CallForLostMail> log)
{
    public async Task Run(MailRow mail, string trouble, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var isErased = !await db.Mails.AnyAsync(it => it.Id == mail.Id && it.HeaderId != null, stop);
        if (isErased) return;

        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == mail.Contact, stop);
        if (await ServiceFor(db, mail, contact, stop) is not { } service)
        {
            NobodyCalled(log, mail.Id.Value);
            return;
        }

        var given = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact.Id, stop);
        var outcome = await receive.Run(await Call(db, mail, trouble, contact, stop) with { Service = service, Name = given?.GivenName, Email = given?.GivenEmail }, stop);
        if (!outcome.Succeeded(out _, out var refusal)) throw new InvalidOperationException($"Nobody could be called for mail {mail.Id.Value}: {refusal.Sentence}"); // it is tried again
    }

    private static async Task<ReceiveContact.Command> Call(Database db, MailRow mail, string trouble, ContactRow contact, CancellationToken stop)
    {
        var text = await db.Messages.AsNoTracking().Where(it => it.Id == mail.Message).Select(it => it.Text).SingleOrDefaultAsync(stop) ?? "";
        return new ReceiveContact.Command(contact.Centre, contact.Service, Channel.Email, CalledFor(mail.Id), ConversationSecret.NewKey())
        {
            Author = Author.Automatic, Earlier = contact.Id, Customer = contact.Customer, Language = contact.Language,
            Matter = mail.Subject is { Length: > 0 } subject ? ArrivedMail.Readable(subject, ReceiveContact.LongestMatter) : null,
            Text = ArrivedMail.Readable($"{Sentence(mail, trouble, contact.Language?.Code ?? WrittenLanguage.Of(text)?.Code)}\n\n{text}", ReceiveContact.LongestMail),
        };
    }

    private static string Sentence(MailRow mail, string trouble, string? language)
    {
        var to = string.Join(", ", mail.To.Concat(mail.Cc).Concat(mail.Bcc).Select(it => it.Address));
        return language switch
        {
            "fi" => $"Tätä viestiä ei voitu lähettää osoitteeseen {to}. Sähköpostipalvelin vastasi: {trouble}",
            "en" => $"This mail could not be sent to {to}. The mail server answered: {trouble}",
            _ => $"Det här mejlet kunde inte skickas till {to}. Mejlservern svarade: {trouble}",
        };
    }

    /// <summary>The contact's own service; the mailbox's when that one takes no mails any more. Null: neither does.</summary>
    private static async Task<ServiceId?> ServiceFor(Database db, MailRow mail, ContactRow contact, CancellationToken stop)
    {
        var ofMailbox = await db.Mailboxes.AsNoTracking().Where(it => it.Id == mail.Mailbox).Select(it => (ServiceId?)it.Service).SingleOrDefaultAsync(stop);
        foreach (var service in new[] { contact.Service, ofMailbox }.OfType<ServiceId>())
            if (await TakeMail.TakesMail(db, mail.Centre, service, stop)) return service;
        return null;
    }

    /// <summary>The same mail calls once.</summary>
    private static ContactId CalledFor(MailId mail) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"lost mail {mail.Value}")).AsSpan(0, 16)));

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} could not be sent, and no service takes mails where somebody could be told")]
    private static partial void NobodyCalled(ILogger log, Guid mail);
}
