using System.Security.Cryptography;
using System.Text;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A mail asks two things: whoever handles its contact makes it another contact as well, in the service that the second thing is for. The first keeps it.</summary>
public sealed class SplitMail(Databases databases, LiveCentres centres, ReceiveContact receive, FileStore store)
{
    public static readonly Refusal NotACitizens = new("split.invalid", "Only a mail that the citizen has written can become a contact of its own.");

    public sealed record Command(Viewer Viewer, PersonId Person, ContactId Contact, MessageId Message, ServiceId Service);

    public sealed record Split(ContactId Contact, string Reference);

    public async Task<Outcome<Split>> Run(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var (viewer, into) = (command.Viewer, IdOf(command));
        if (await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == command.Contact, stop) is not { } contact) return WriteMessage.NoSuchContact;
        if (contact.Stage is not (Stage.Handled or Stage.Held) || contact.Person != command.Person) return WriteMessage.NotYours;
        if (await db.Mails.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact.Id && it.Message == command.Message, stop) is not { } mail) return WithdrawMail.NoSuchMail;
        if (mail.IsOutgoing || mail.Side is not null || mail.Automatic is not null) return NotACitizens;
        if (!await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == command.Service, stop)) return TransferContact.NoSuchService;
        if (!await TakeMail.TakesMail(db, viewer.Centre, command.Service, stop)) return TakeMail.NoChannel;
        if (await db.Contacts.AnyAsync(it => it.Id == into, stop)) return new Split(into, ContactReference.Of(into));

        return await Begin(db, command, new(into, contact, mail), stop);
    }

    private sealed record Second(ContactId Into, ContactRow Contact, MailRow Mail);

    private async Task<Outcome<Split>> Begin(Database db, Command command, Second second, CancellationToken stop)
    {
        var message = await db.Messages.AsNoTracking().SingleAsync(it => it.Id == command.Message, stop);
        var given = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == second.Contact.Id, stop);
        if (await Copies.Of(store, second.Mail, message, stop) is not { } copies) return FileStore.NoRoom;

        var contact = second.Contact;
        var begin = new ReceiveContact.Command(contact.Centre, command.Service, Channel.Email, second.Into, ConversationSecret.NewKey())
        {
            Since = message.At, Customer = contact.Customer, Earlier = contact.Id, Language = contact.Language, Text = message.Text, Files = copies.Files,
            Matter = second.Mail.Subject is { Length: > 0 } subject ? ArrivedMail.Readable(subject, ReceiveContact.LongestMatter) : given?.Matter,
            Name = given?.GivenName, Email = given?.GivenEmail, Phone = given?.GivenPhone, Mail = row => CopyOf(second.Mail, row, copies),
        };
        var outcome = await receive.Run(begin, stop);
        if (!outcome.Succeeded(out var begun, out var refusal) || !begun.IsNew) copies.Drop(store, contact.Centre);
        if (refusal is not null) return refusal;

        await centres.Of(contact.Centre).Inbox.Send(_ => new Act(Notes: [new ContactSplit(contact.Id, second.Into, command.Person)]), stop);
        return new Split(second.Into, ContactReference.Of(second.Into));
    }

    /// <summary>The same mail, once more: it came once, so only the first is known by its fingerprint.</summary>
    private static MailRow CopyOf(MailRow mail, MessageRow message, Copies copies) => new()
    {
        Id = new MailId(Guid.CreateVersion7()), Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id,
        Mailbox = mail.Mailbox, State = MailState.Received, At = mail.At, HeaderId = mail.HeaderId, Subject = mail.Subject, From = mail.From, To = mail.To, Cc = mail.Cc,
        ReplyTo = mail.ReplyTo, Folded = mail.Folded, HasPage = mail.HasPage, LeftOut = mail.LeftOut, Inline = copies.Inline, Verdict = mail.Verdict,
        Source = copies.Source, SourceBytes = mail.SourceBytes,
    };

    /// <summary>The same mail into the same service is the same contact.</summary>
    private static ContactId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"split {command.Message.Value} {command.Service.Value}")).AsSpan(0, 16)));

    /// <summary>What lies on the disk, once more: erasing one of the contacts must leave the other's.</summary>
    private sealed record Copies(Guid? Source, IReadOnlyList<FileReference> Files, IReadOnlyList<InlineFile> Inline)
    {
        public static async Task<Copies?> Of(FileStore store, MailRow mail, MessageRow message, CancellationToken stop)
        {
            var made = new Dictionary<Guid, Guid>();
            var wanted = message.Files.Select(it => it.Id).Concat(mail.Inline.Select(it => it.File)).Concat(mail.Source is { } source ? [source] : (Guid[])[]);
            foreach (var id in wanted.Distinct())
            {
                await using var content = store.Open(mail.Centre, id);
                if (content is null) continue;
                if ((await store.SaveSource(mail.Centre, to => content.CopyToAsync(to, stop), stop)).Succeeded(out var copy, out _)) made[id] = copy;
                else
                {
                    foreach (var it in made.Values) store.Delete(mail.Centre, it);
                    return null;
                }
            }

            return new Copies(
                mail.Source is { } was && made.TryGetValue(was, out var saved) ? saved : null,
                [.. message.Files.Where(it => made.ContainsKey(it.Id)).Select(it => it with { Id = made[it.Id] })],
                [.. mail.Inline.Where(it => made.ContainsKey(it.File)).Select(it => it with { File = made[it.File] })]);
        }

        public void Drop(FileStore store, CentreId centre)
        {
            foreach (var it in Files.Select(it => it.Id).Concat(Inline.Select(it => it.File))) store.Delete(centre, it);
            if (Source is { } source) store.Delete(centre, source);
        }
    }
}
