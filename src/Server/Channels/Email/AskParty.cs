using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Mail.Headers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>The person who handles a contact asks somebody outside, in a conversation apart: the citizen gets nothing of it, and whoever is asked gets nothing but what is written to him.</summary>
public sealed class AskParty(Databases databases, LiveCentres centres, FileStore store, TimeProvider clock)
{
    public static readonly Refusal NoSuchSide = new("side.unknown", "There is no such side conversation in this contact.");
    public static readonly Refusal IsMember = new("side.member", "One of the addresses belongs to the conversation with the citizen. Answer there instead.");

    /// <param name="Key">Chosen by the writer's screen: the same mail sent again is the same mail.</param>
    /// <param name="Side">The conversation that it goes on in. Null: a new one.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, string Key, SideId? Side, MailDraft Draft);

    /// <param name="SendsAt">Until then the mail can be taken back.</param>
    public sealed record Asked(SideId Side, MailId Mail, DateTimeOffset SendsAt);

    public async Task<Outcome<Asked>> Run(Command command, CancellationToken stop)
    {
        command = command with { Draft = command.Draft.Plain() };
        if (command.Draft.Flaw(clock.GetUtcNow()) is { } wrong) return wrong;
        if (command.Side is null && string.IsNullOrWhiteSpace(command.Draft.Subject)) return BeginByMail.NoSubject;

        await using var db = databases.CreateDbContext();
        var id = IdOf(command);
        if (await Again(db, id, stop) is { } before) return before;
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == command.Centre && it.Id == command.Contact, stop) is not { } row) return WriteMessage.NoSuchContact;

        var mails = await db.Mails.AsNoTracking().Where(it => it.Centre == command.Centre && it.Contact == command.Contact).OrderBy(it => it.At).ToListAsync(stop);
        if (command.Side is { } known && !mails.Exists(it => it.Side == known)) return NoSuchSide;
        if (await IsInConversation(db, row, command.Draft, stop)) return IsMember;
        if (await SendingMailbox.Of(db, command.Centre, command.Contact, mails, stop) is not { } mailbox) return WriteMail.NoMailbox;
        if (await command.Draft.FilesIn(store, command.Centre, stop) is not { } files) return FileStore.Unknown;

        var question = new Question(id, command.Side ?? new SideId(id.Value), mailbox, files, mails.LastOrDefault(it => it.Side is not null && it.Side == command.Side)?.Subject);
        var refusal = await centres.Of(command.Centre).Inbox.Send(state => Ask(state, command, question), stop);
        return refusal is null ? (await Again(db, id, stop))! : refusal;
    }

    /// <param name="Subject">What the conversation is about already.</param>
    private sealed record Question(MailId Mail, SideId Side, Mailbox Mailbox, IReadOnlyList<FileReference> Files, string? Subject);

    private static async Task<bool> IsInConversation(Database db, ContactRow contact, MailDraft draft, CancellationToken stop)
    {
        var members = await Threads.MembersOf(db, contact, stop);
        return draft.To.Concat(draft.Cc).Concat(draft.Bcc).Any(it => Address.Email(it) is { } address && members.Contains(address));
    }

    private static Outcome<Act> Ask(LiveState state, Command command, Question question)
    {
        if (state.Contacts.Find(command.Contact) is not { } contact) return WriteMessage.NoSuchContact;
        if (state.Contacts.NumberOf(command.Contact, new MessageId(question.Mail.Value)) is not null) return new Act(); // the same request a moment ago
        if (WriteMail.WhyNot(contact, command.Person) is { } no) return no;

        var message = new MessageRow
        {
            Id = new MessageId(question.Mail.Value), Contact = contact.Id, Number = contact.LastMessage + 1, Centre = contact.Centre, Commissioner = contact.Commissioner,
            At = state.Now, Author = Author.Party, Person = command.Person, Side = question.Side, Text = command.Draft.Text, Files = question.Files,
        };
        return new Act(
            Notes: [new MessageWritten(contact.Id, message.Id, message.Number, Author.Party, command.Person, message.Text!.Length)],
            Messages: [message], Mail: MailOf(message, command.Draft, question));
    }

    private static MailRow MailOf(MessageRow message, MailDraft draft, Question question) => new()
    {
        Id = question.Mail, Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id, Side = question.Side,
        Mailbox = question.Mailbox.Id, IsOutgoing = true, State = MailState.Queued, At = message.At, HeaderId = MessageIds.New(WriteMail.DomainOf(question.Mailbox)),
        Subject = draft.Subject ?? WriteMail.Subject(question.Subject), From = new MailAddress(question.Mailbox.Address),
        To = MailDraft.Addresses(draft.To), Cc = MailDraft.Addresses(draft.Cc), Bcc = MailDraft.Addresses(draft.Bcc),
        DueAt = draft.SendAt ?? message.At + WriteMail.SecondThoughts, Html = draft.Html,
    };

    private static async Task<Asked?> Again(Database db, MailId id, CancellationToken stop)
    {
        var mail = await db.Mails.AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop);
        return mail is null ? null : new Asked(mail.Side!.Value, id, mail.DueAt ?? mail.At);
    }

    private static MailId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"ask {command.Contact.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}
