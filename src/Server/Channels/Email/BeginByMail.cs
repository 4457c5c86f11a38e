using System.Security.Cryptography;
using System.Text;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Mail.Headers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A person writes to somebody first: a contact begins with his mail, and is his. Answers come back into it.</summary>
public sealed class BeginByMail(Databases databases, LiveCentres centres, FileStore store, RecogniseCustomer recognise, TimeProvider clock)
{
    public static readonly Refusal NoSubject = new("mail.no_subject", "Write in the subject what the mail is about.");
    public static readonly Refusal NoSuchCustomer = new("customer.unknown", "There is no such customer.");

    /// <param name="Key">Chosen by the writer's screen: the same mail sent again is the same contact.</param>
    /// <param name="Customer">Whose contact it is. Null: he is recognised by the first address that it goes to.</param>
    public sealed record Command(Viewer Viewer, PersonId Person, string Key, ServiceId Service, CustomerId? Customer, MailDraft Draft);

    /// <param name="SendsAt">Until then the mail can be taken back.</param>
    public sealed record Begun(ContactId Contact, string Reference, MailId Mail, DateTimeOffset SendsAt);

    public async Task<Outcome<Begun>> Run(Command command, CancellationToken stop)
    {
        command = command with { Draft = command.Draft.Plain() };
        if (command.Draft.Flaw(clock.GetUtcNow()) is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(command.Draft.Subject)) return NoSubject;

        await using var db = databases.CreateDbContext();
        var (viewer, contact) = (command.Viewer, IdOf(command));
        if (await Again(db, contact, stop) is { } before) return before;
        if (!await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == command.Service && !it.IsArchived, stop)) return TransferContact.NoSuchService;
        if (command.Customer is { } known && !await db.Customers.VisibleTo(viewer).AnyAsync(it => it.Id == known, stop)) return NoSuchCustomer;
        if (SendingMailbox.Of(await SendingMailbox.InUse(db, viewer.Centre, stop), command.Service) is not { } mailbox) return WriteMail.NoMailbox;
        if (await command.Draft.FilesIn(store, viewer.Centre, stop) is not { } files) return FileStore.Unknown;

        using var recognised = command.Customer is { } given ? new Recognised(given)
            : await recognise.Run(db, viewer.Centre, new(Address.Email(command.Draft.To[0]), null, null, null), stop);
        var refusal = await centres.Of(viewer.Centre).Inbox.Send(state => Begin(state, command, new(contact, mailbox, files, recognised)), stop);
        return refusal is null ? (await Again(db, contact, stop))! : refusal;
    }

    private sealed record Beginning(ContactId Contact, Mailbox Mailbox, IReadOnlyList<FileReference> Files, Recognised Recognised);

    private static Outcome<Act> Begin(LiveState state, Command command, Beginning beginning)
    {
        if (state.Contacts.Find(beginning.Contact) is not null) return new Act(); // the same request a moment ago

        var message = MessageOf(state, command, beginning);
        var need = new Need(command.Service, Channel.Email);
        return new Act(
            new ContactBegun(beginning.Contact, need, command.Person, beginning.Recognised.Customer),
            [new MessageWritten(beginning.Contact, message.Id, 1, Author.Staff, command.Person, message.Text!.Length)], [message],
            Conversation: ConversationOf(message, command), Customer: beginning.Recognised.New, Mail: MailOf(message, command, beginning.Mailbox));
    }

    private static MessageRow MessageOf(LiveState state, Command command, Beginning beginning) => new()
    {
        Id = new MessageId(beginning.Contact.Value), Contact = beginning.Contact, Number = 1, Centre = command.Viewer.Centre,
        Commissioner = state.Contacts.CommissionerOf(command.Service) ?? default, At = state.Now, Author = Author.Staff, Person = command.Person,
        Text = command.Draft.Text, Files = beginning.Files,
    };

    /// <summary>Whoever it is written to is in the conversation from the beginning.</summary>
    private static Conversation ConversationOf(MessageRow message, Command command) => new()
    {
        Contact = message.Contact, Centre = message.Centre, Commissioner = message.Commissioner, SecretHash = ConversationSecret.Hash(ConversationSecret.NewKey()),
        Matter = ArrivedMail.Readable(command.Draft.Subject!, ReceiveContact.LongestMatter), GivenEmail = Address.Email(command.Draft.To[0]),
    };

    private static MailRow MailOf(MessageRow message, Command command, Mailbox mailbox) => new()
    {
        Id = new MailId(message.Id.Value), Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id, Mailbox = mailbox.Id,
        IsOutgoing = true, State = MailState.Queued, At = message.At, HeaderId = MessageIds.New(WriteMail.DomainOf(mailbox)),
        Subject = command.Draft.Subject!.Trim(), From = new MailAddress(mailbox.Address),
        To = MailDraft.Addresses(command.Draft.To), Cc = MailDraft.Addresses(command.Draft.Cc), Bcc = MailDraft.Addresses(command.Draft.Bcc),
        DueAt = command.Draft.SendAt ?? message.At + WriteMail.SecondThoughts, Html = command.Draft.Html,
    };

    private static async Task<Begun?> Again(Database db, ContactId contact, CancellationToken stop)
    {
        var mail = await db.Mails.AsNoTracking().SingleOrDefaultAsync(it => it.Id == new MailId(contact.Value), stop);
        return mail is null ? null : new Begun(contact, ContactReference.Of(contact), mail.Id, mail.DueAt ?? mail.At);
    }

    private static ContactId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"begin {command.Viewer.Centre.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}
