using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Mail.Headers;
using Isberg.Mail.Threading;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>The person who handles a contact writes a mail in it. It is durable when this answers, and leaves a moment later, so that he may think again.</summary>
public sealed class WriteMail(Databases databases, LiveCentres centres, FileStore store, TimeProvider clock)
{
    /// <summary>How long a mail may be taken back before it is sent.</summary>
    public static readonly TimeSpan SecondThoughts = TimeSpan.FromSeconds(10);

    public static readonly Refusal NoMailbox = new("mail.no_mailbox", "No mailbox leads to this service. An administrator must set one up before mails can be sent from it.");

    public static readonly Refusal NoChannel = new("mail.service_without", "The service does not have the channel e-mail. An administrator must add it before its contacts can be answered by mail.");

    public static readonly Refusal NoChat = new("mail.service_without_chat", "The service does not have the channel chat, so nobody can be invited to it.");

    /// <param name="Key">Chosen by the writer's screen: the same mail sent again is the same mail.</param>
    /// <param name="KeepsChannel">The conversation goes on where it is, and the mail goes beside it; otherwise it goes on by mail.</param>
    /// <param name="InvitesAt">It invites to the chat; where the citizens' pages are. Null: it does not.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, string Key, MailDraft Draft, bool KeepsChannel = false, string? InvitesAt = null)
    {
        /// <summary>The version of the kept draft that it was made of; it goes with it.</summary>
        public Guid? Kept { get; init; }
    }

    /// <param name="SendsAt">Until then it can be taken back.</param>
    public sealed record MailWritten(MailId Mail, MessageId Message, int Number, DateTimeOffset SendsAt);

    public async Task<Outcome<MailWritten>> Run(Command command, CancellationToken stop)
    {
        var outcome = await Write(command with { Draft = command.Draft.Plain() }, stop);
        if (outcome.Succeeded(out _, out _) && command.Kept is { } kept) await DraftRow.Delete(databases, command.Contact, command.Person, kept, stop);
        return outcome;
    }

    private async Task<Outcome<MailWritten>> Write(Command command, CancellationToken stop)
    {
        if (command.Draft.Flaw(clock.GetUtcNow()) is { } wrong) return wrong;

        await using var db = databases.CreateDbContext();
        var mails = await db.Mails.AsNoTracking().Where(it => it.Centre == command.Centre && it.Contact == command.Contact).OrderBy(it => it.At).ToListAsync(stop);
        var id = IdOf(command);
        if (mails.Find(it => it.Id == id) is { } before) return await Again(db, before, stop);
        if (await SendingMailbox.Of(db, command.Centre, command.Contact, mails, stop) is not { } mailbox) return NoMailbox;
        if (await command.Draft.FilesIn(store, command.Centre, stop) is not { } files) return FileStore.Unknown;

        MailWritten? written = null;
        var refusal = await centres.Of(command.Centre).Inbox.Send(
            state =>
            {
                if (state.Contacts.Find(command.Contact) is not { } contact) return WriteMessage.NoSuchContact;
                if (state.Contacts.NumberOf(command.Contact, new MessageId(id.Value)) is not null) return new Act(); // the same request a moment ago
                if (WhyNot(contact, command.Person) is { } no) return no;
                var change = contact.Channel == Channel.Email || command.KeepsChannel ? null : new ChannelChanged(contact.Id, Channel.Email, command.Person);
                if (change is not null && !state.Floor.HasQueue(contact.Service, Channel.Email)) return NoChannel;
                if (command.InvitesAt is not null && !state.Floor.HasQueue(contact.Service, Channel.Chat)) return NoChat;

                var message = MessageOf(command, id, contact, files, state.Now);
                var mail = MailOf(command, id, message, mailbox, mails);
                written = new MailWritten(id, message.Id, message.Number, mail.DueAt!.Value);
                var note = new MessageWritten(contact.Id, message.Id, message.Number, Author.Staff, command.Person, message.Text!.Length);
                return new Act(change, [note], [message], Mail: mail);
            },
            stop);
        if (refusal is not null) return refusal;
        return written ?? await Again(db, await db.Mails.AsNoTracking().SingleAsync(it => it.Id == id, stop), stop);
    }

    internal static Refusal? WhyNot(ContactRow contact, PersonId person)
    {
        if (contact.Stage is Stage.WrappingUp or Stage.Closed) return WriteMessage.Ended;
        if (contact.Stage is not (Stage.Handled or Stage.Held) || contact.Person != person) return WriteMessage.NotYours;
        return contact.LastMessage >= WriteMessage.Most ? WriteMessage.Full : null;
    }

    private static MessageRow MessageOf(Command command, MailId mail, ContactRow contact, IReadOnlyList<FileReference> files, DateTimeOffset now) => new()
    {
        Id = new MessageId(mail.Value), Contact = contact.Id, Number = contact.LastMessage + 1, Centre = contact.Centre, Commissioner = contact.Commissioner,
        At = now, Author = Author.Staff, Person = command.Person, Text = command.Draft.Text, Files = files,
    };

    private static MailRow MailOf(Command command, MailId id, MessageRow message, Mailbox mailbox, IReadOnlyList<MailRow> mails) => new()
    {
        Id = id, Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id, Mailbox = mailbox.Id,
        IsOutgoing = true, State = MailState.Queued, At = message.At, HeaderId = MessageIds.New(DomainOf(mailbox)),
        Subject = command.Draft.Subject ?? Subject(mails.LastOrDefault(it => it.Side is null && it.Subject is not null)?.Subject), From = new MailAddress(mailbox.Address),
        To = MailDraft.Addresses(command.Draft.To), Cc = MailDraft.Addresses(command.Draft.Cc), Bcc = MailDraft.Addresses(command.Draft.Bcc),
        DueAt = command.Draft.SendAt ?? message.At + SecondThoughts, YieldsToCitizen = command.Draft.YieldsToCitizen,
        Html = command.Draft.Html, InvitesAt = command.InvitesAt,
        InvitesUntil = command.InvitesAt is null ? null : (command.Draft.SendAt ?? message.At) + Invitations.Last,
    };

    internal static string DomainOf(Mailbox mailbox) => mailbox.Address[(mailbox.Address.LastIndexOf('@') + 1)..];

    /// <summary>An answer keeps the subject of the conversation.</summary>
    internal static string Subject(string? conversation) =>
        conversation is not { Length: > 0 } ? "" : BaseSubject.Of(conversation).IsReply ? conversation : $"Re: {conversation}";

    private static async Task<Outcome<MailWritten>> Again(Database db, MailRow before, CancellationToken stop)
    {
        var number = await db.Messages.AsNoTracking().Where(it => it.Id == before.Message).Select(it => it.Number).SingleAsync(stop);
        return new MailWritten(before.Id, before.Message, number, before.DueAt ?? before.At);
    }

    private static MailId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"mail {command.Contact.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}

/// <summary>A mail as its writer has it on his screen.</summary>
/// <param name="Subject">Null: as in the conversation.</param>
/// <param name="SendAt">Null: soon.</param>
/// <param name="YieldsToCitizen">It is not sent when the citizen writes before that.</param>
/// <param name="Html">What is written, with its formatting; then the text is made of it. Null: it has none.</param>
public sealed record MailDraft(
    IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc, string? Subject, string Text, IReadOnlyList<MailDraft.NamedFile> Files,
    DateTimeOffset? SendAt = null, bool YieldsToCitizen = false, string? Html = null)
{
    public const int MostRecipients = 50;
    public const int MostFiles = 20;
    public const int LongestSubject = 300;
    public const int LongestText = 50_000;
    public const int LongestHtml = 200_000;

    public static readonly TimeSpan LatestSending = TimeSpan.FromDays(90);

    public static readonly Refusal NoRecipient = new("mail.no_recipient", "Write at least one address in To.");
    public static readonly Refusal WrongRecipient = new("mail.recipient_invalid", "Write every address like this: name@example.com.");
    public static readonly Refusal TooManyRecipients = new("mail.too_many_recipients", $"A mail goes to at most {MostRecipients} addresses.");
    public static readonly Refusal WrongSubject = new("mail.subject_invalid", $"A subject has at most {LongestSubject} characters, on one line.");
    public static readonly Refusal WrongTime = new("mail.time_invalid", $"Choose a time that is still to come, within {LatestSending.Days} days.");
    public static readonly Refusal TooManyFiles = new("mail.too_many_files", $"A mail has at most {MostFiles} files.");

    /// <param name="File">As it was called when it was taken in.</param>
    public sealed record NamedFile(Guid File, string Name);

    /// <summary>As it is kept: formatting made harmless, and the text what it says. Without formatting the text stands alone.</summary>
    public MailDraft Plain()
    {
        if (Html is null || Html.Length > LongestHtml) return this;

        var safe = FormattedText.Of(Html);
        return this with { Text = safe.Text, Html = safe.IsPlain ? null : safe.Html };
    }

    /// <summary>What is wrong with it; null: nothing.</summary>
    public Refusal? Flaw(DateTimeOffset now)
    {
        if (Html?.Length > LongestHtml) return MessageText.TooLong;
        if (MessageText.Check(Text, mayBeEmpty: Files.Count > 0, LongestText) is { } wrong) return wrong;
        if (Html is not null && !MessageText.IsText(Html)) return MessageText.Unreadable;
        if (To.Count == 0) return NoRecipient;
        if (To.Count + Cc.Count + Bcc.Count > MostRecipients) return TooManyRecipients;
        if (To.Concat(Cc).Concat(Bcc).Any(it => Address.Email(it) is null)) return WrongRecipient;
        if (Subject is { } subject && (subject.Length > LongestSubject || subject.Any(char.IsControl) || !MessageText.IsText(subject))) return WrongSubject;
        if (Files.Count > MostFiles) return TooManyFiles;
        if (Files.Any(it => it is null)) return FileStore.Unknown;
        return SendAt is { } at && (at <= now || at > now + LatestSending) ? WrongTime : null;
    }

    internal static List<MailAddress> Addresses(IEnumerable<string> written) =>
        [.. written.Select(Address.Email).OfType<string>().Distinct().Select(it => new MailAddress(it))];

    /// <summary>What the files are, is seen from what is in them. Null: one is not there.</summary>
    internal async Task<IReadOnlyList<FileReference>?> FilesIn(FileStore store, CentreId centre, CancellationToken stop)
    {
        List<FileReference> files = [];
        foreach (var it in Files)
        {
            if (await store.Describe(centre, it.File, it.Name, stop) is not { } known) return null;
            files.Add(known);
        }

        return files;
    }
}
