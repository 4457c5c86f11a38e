using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Reports;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>
/// Takes a mail in: once, however often it comes; into the conversation that it belongs to, or as a contact of its own.
/// When it answers, the mail is durable with its source.
/// </summary>
public sealed class TakeMail : IDisposable
{
    /// <summary>Servers that a mail came through: one with more goes round in a circle.</summary>
    public const int MostHops = 50;

    public static readonly Refusal NoRoom = new("mail.no_room", "The disk is full; the mail stays where it is, and is taken later.");
    public static readonly Refusal NoChannel = new("mail.no_channel", "The service does not have the channel e-mail; the mail stays where it is, and is taken later.");
    private static readonly Refusal NotOpen = new("contact.closed", "The contact is closed.");

    private readonly Databases databases;
    private readonly LiveCentres centres;
    private readonly ReceiveContact receive;
    private readonly MailFiles files;
    private readonly Threads threads;
    private readonly OwnMark mark;
    private readonly SpokenLanguages languages;
    private readonly BlockList blocks;
    private readonly TimeProvider clock;
    private readonly OneAtATime mails = new();

    internal TakeMail(Databases databases, LiveCentres centres, ReceiveContact receive, MailFiles files, MailSense sense)
    {
        (this.databases, this.centres, this.receive, this.files) = (databases, centres, receive, files);
        (threads, mark, languages, blocks, clock) = (sense.Threads, sense.Mark, sense.Languages, sense.Blocks, sense.Clock);
    }

    /// <summary>What became of a mail that came.</summary>
    public enum Taking
    {
        Taken,

        /// <summary>It had been taken before.</summary>
        Known,

        /// <summary>It is left to people, in the mailbox's own folder for such: a loop, spam, a blocked sender.</summary>
        Aside,
    }

    /// <param name="Why">Of what was put aside: <c>loop</c>, <c>spam</c>, <c>blocked</c>.</param>
    /// <param name="Contact">The conversation that it is in now; null when it is in none.</param>
    /// <param name="IsNew">The contact began with this mail, and a machine may answer it.</param>
    public sealed record Result(Taking What, ContactId? Contact = null, string? Why = null, bool IsNew = false);

    public async Task<Outcome<Result>> Run(Mailbox mailbox, MailSource source, CancellationToken stop)
    {
        var mail = ArrivedMail.Of(source, mailbox, mark.Of(mailbox.Centre));
        using var alone = await mails.Pass((mailbox.Centre, mail.Fingerprint), stop);
        await using var db = databases.CreateDbContext();
        var known = await db.Mails.AsNoTracking().Where(it => it.Centre == mailbox.Centre && it.Fingerprint == mail.Fingerprint).Select(it => (ContactId?)it.Contact).FirstOrDefaultAsync(stop);
        if (known is not null) return new Result(Taking.Known, known);
        if (mail.Loop.IsOwn || mail.Loop.Hops > MostHops) return new Result(Taking.Aside, Why: "loop");
        if (mail.IsSpam) return new Result(Taking.Aside, Why: "spam");

        if (!(await files.Keep(mailbox.Centre, source, mail.Body, stop)).Succeeded(out var stored, out var waits)) return waits;

        var outcome = await Place(db, new Arrival(mailbox, mail, stored, source.Length), stop);
        if (!outcome.Succeeded(out var result, out _) || result.What != Taking.Taken) files.Drop(mailbox.Centre, stored);
        return outcome;
    }

    public void Dispose() => mails.Dispose();

    private async Task<Outcome<Result>> Place(Database db, Arrival arrival, CancellationToken stop)
    {
        var (mailbox, mail) = (arrival.Mailbox, arrival.Mail);
        if (mail.Report is { Kind: ReportKind.Delivery } report && await ReportedOn(db, mailbox, report, stop) is { } sent)
            return await TakeReport(arrival, report, sent, stop);

        var found = await threads.Find(db, mailbox, mail, clock.GetUtcNow(), stop);
        var contact = found is null ? null : await Merged.Latest(db, found.Contact, stop);
        if (found is { IsInIt: true } && contact is not null)
        {
            if (await IsBlocked(mailbox.Centre, mail, found.Contact, stop) || await IsBlocked(mailbox.Centre, mail, contact, stop)) return new Result(Taking.Aside, Why: "blocked");

            arrival = arrival with { Side = found.Side };
            var author = !mail.Automatic.MayBeAnswered ? Author.Automatic : found.Side is null ? Author.Citizen : Author.Party;
            var refusal = await Append(db, arrival, contact.Id, author, stop);
            if (refusal is null) return new Result(Taking.Taken, contact.Id);
            if (refusal != NotOpen) return refusal;
            if (author == Author.Automatic) return await AddToClosed(arrival, contact, [], null, stop) is { } no ? no : new Result(Taking.Taken, contact.Id);
            if (author == Author.Party) return await GoOn(db, arrival, contact, author, stop);
        }

        var begun = await Begin(db, arrival, contact?.Id, stop);
        if (begun.Succeeded(out _, out _) && found is { IsInIt: true } && contact is not null) await GiveWay(db, mailbox.Centre, contact.Id, stop);
        return begun;
    }

    /// <summary>Whoever is put on the block list in the middle of a conversation writes no more in it either.</summary>
    private Task<bool> IsBlocked(CentreId centre, ArrivedMail mail, ContactRow contact, CancellationToken stop) =>
        blocks.Holds(centre, [new(BlockKind.Email, mail.From!.Address), new(BlockKind.Conversation, contact.Reference)], stop);

    private async Task<Outcome<Result>> Begin(Database db, Arrival arrival, ContactId? earlier, CancellationToken stop)
    {
        var (mailbox, mail) = (arrival.Mailbox, arrival.Mail);
        var contact = ContactOf(mailbox.Centre, mail.Fingerprint);
        if (await ServiceFor(db, mailbox, mail, WrittenLanguage.Of(mail.Text), stop) is not { } service) return NoChannel;

        var language = await languages.Asked(mailbox.Centre, mail.Text, stop);
        var command = new ReceiveContact.Command(mailbox.Centre, service, Channel.Email, contact, ConversationSecret.NewKey())
        {
            Language = language, Matter = Short(mail.Subject, ReceiveContact.LongestMatter), Text = mail.Text, Files = arrival.Stored.Files,
            Name = mail.From?.Name, Email = mail.From?.Address, Earlier = earlier, Mail = arrival.RowFor,
        };
        var outcome = await receive.Run(command, stop);
        if (outcome.Succeeded(out _, out var refusal)) return new Result(Taking.Taken, contact, IsNew: mail.MayBeAnswered);
        return refusal == ReceiveContact.Blocked ? new Result(Taking.Aside, Why: "blocked") : refusal;
    }

    /// <summary>Whoever was asked is heard of when the contact is over: one goes on from it that is the citizen's as before, with the side conversation in it.</summary>
    private async Task<Outcome<Result>> GoOn(Database db, Arrival arrival, ContactRow over, Author author, CancellationToken stop)
    {
        var (mailbox, mail) = (arrival.Mailbox, arrival.Mail);
        var service = await TakesMail(db, mailbox.Centre, over.Service, stop) ? over.Service : await ServiceFor(db, mailbox, mail, null, stop);
        if (service is null) return NoChannel;

        var contact = ContactOf(mailbox.Centre, mail.Fingerprint);
        var given = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == over.Id, stop);
        var command = new ReceiveContact.Command(mailbox.Centre, service.Value, Channel.Email, contact, ConversationSecret.NewKey())
        {
            Author = author, Side = arrival.Side, Customer = over.Customer, Earlier = over.Id, Language = over.Language, Matter = given?.Matter ?? Short(mail.Subject, ReceiveContact.LongestMatter),
            Name = given?.GivenName, Email = given?.GivenEmail, Phone = given?.GivenPhone, Text = mail.Text, Files = arrival.Stored.Files, Mail = arrival.RowFor,
        };
        return (await receive.Run(command, stop)).Succeeded(out _, out var refusal) ? new Result(Taking.Taken, contact) : refusal;
    }

    /// <summary>Adds a message to an open conversation; what waited to be sent and gives way to the citizen is taken back.</summary>
    private async Task<Refusal?> Append(Database db, Arrival arrival, ContactId contact, Author author, CancellationToken stop)
    {
        var moved = author == Author.Citizen ? await Yielding(db, contact, stop) : [];
        return await centres.Of(arrival.Mailbox.Centre).Inbox.Send(
            state => Append(state, arrival, contact, author) is { } act ? act with { Notes = [.. act.Notes!, .. moved], Save = moved.Count == 0 ? null : Withdraw(moved) } : NotOpen,
            stop, isAlone: moved.Count > 0);
    }

    private static Act? Append(LiveState state, Arrival arrival, ContactId contact, Author author)
    {
        if (state.Contacts.Find(contact) is not { Stage: not (Stage.WrappingUp or Stage.Closed) } open || open.LastMessage >= WriteMessage.Most) return null;

        var message = arrival.MessageIn(open, open.LastMessage + 1, author, state.Now);
        return new Act(Notes: [new MessageWritten(contact, message.Id, message.Number, author, null, message.Text!.Length)], Messages: [message], Mail: arrival.RowFor(message));
    }

    /// <summary>The citizen goes on from a conversation that is over: what still waited there to be sent is taken back as well.</summary>
    private async Task GiveWay(Database db, CentreId centre, ContactId over, CancellationToken stop)
    {
        if (await Yielding(db, over, stop) is { Count: > 0 } moved) await centres.Of(centre).Inbox.Send(_ => new Act(Notes: moved, Save: Withdraw(moved)), stop, isAlone: true);
    }

    private static async Task<List<MailMoved>> Yielding(Database db, ContactId contact, CancellationToken stop)
    {
        var yields = await db.Mails.AsNoTracking().Where(it => it.Contact == contact && it.State == MailState.Queued && it.YieldsToCitizen).ToListAsync(stop);
        return [.. yields.Select(it => new MailMoved(contact, it.Id, it.Message, MailState.Withdrawn))];
    }

    private Func<Database, CancellationToken, Task<Refusal?>> Withdraw(IEnumerable<MailMoved> moved) => async (db, stop) =>
    {
        foreach (var it in moved) await WithdrawMail.TakeBack(db.Mails.Where(row => row.Id == it.Mail && row.State == MailState.Queued), clock.GetUtcNow(), stop);
        return null;
    };

    /// <summary>A machine's answer to a conversation that is over: it stands there, and nobody is called for it.</summary>
    private async Task<Refusal?> AddToClosed(
        Arrival arrival, ContactRow contact, IReadOnlyList<MailMoved> moved, Func<Database, CancellationToken, Task>? also, CancellationToken stop)
    {
        var id = new MessageId(Guid.CreateVersion7());
        var number = contact.LastMessage + 1;
        return await centres.Of(arrival.Mailbox.Centre).Inbox.Send(
            state => new Act(
                Notes: [new MessageWritten(contact.Id, id, number, Author.Automatic, null, arrival.Mail.Text.Length), .. moved],
                Save: async (db, token) =>
                {
                    var row = await db.Contacts.SingleAsync(it => it.Id == contact.Id, token);
                    if (row.LastMessage != number - 1) return Settings.Changed;
                    row.LastMessage = number;
                    var message = arrival.MessageIn(row, number, Author.Automatic, state.Now, id);
                    db.AddRange(message, arrival.RowFor(message));
                    if (also is not null) await also(db, token);
                    return null;
                }),
            stop, isAlone: true);
    }

    /// <summary>The mail of ours that a report is about: only who got it, or a server on its way, knows its id.</summary>
    private static async Task<MailRow?> ReportedOn(Database db, Mailbox mailbox, DeliveryReport report, CancellationToken stop) =>
        report.OriginalMessageId is { } id
            ? await db.Mails.AsNoTracking().FirstOrDefaultAsync(it => it.Centre == mailbox.Centre && it.IsOutgoing && it.HeaderId == id, stop) : null;

    /// <summary>A report stands in the conversation of the mail that it is about. An answer that did not arrive calls somebody, even when the conversation was over.</summary>
    private async Task<Outcome<Result>> TakeReport(Arrival arrival, DeliveryReport report, MailRow sent, CancellationToken stop)
    {
        arrival = arrival with { Side = sent.Side };
        await using var db = databases.CreateDbContext();
        var contact = await Merged.Latest(db, await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == sent.Contact, stop), stop);
        var state = StateAfter(report, sent.State);
        IReadOnlyList<MailMoved> moved = state == sent.State ? [] : [new MailMoved(sent.Contact, sent.Id, sent.Message, state)];
        var trouble = report.Recipients.FirstOrDefault(it => it.Action == DeliveryAction.Failed);
        async Task Save(Database rows, CancellationToken token)
        {
            if (await rows.Mails.FindAsync([sent.Id], token) is not { } row) return;
            (row.State, row.DueAt) = (state, state == sent.State ? row.DueAt : null);
            if (state != sent.State) row.Came(state, clock.GetUtcNow());
            if (trouble is not null) row.Trouble = Short(ArrivedMail.Readable($"{trouble.Status} {trouble.Diagnostic}", 500), 500);
        }

        var refusal = await centres.Of(sent.Centre).Inbox.Send(
            live => Append(live, arrival, contact.Id, Author.Automatic) is { } act
                ? act with { Notes = [.. act.Notes!, .. moved], Save = async (rows, token) => { await Save(rows, token); return null; } } : NotOpen,
            stop, isAlone: true);
        if (refusal is null) return new Result(Taking.Taken, contact.Id);
        if (refusal != NotOpen) return refusal;

        if (state == MailState.Bounced && sent.State != MailState.Bounced)
        {
            var begun = await CallFor(db, arrival, contact, stop); // first, for a crash in between must not keep it from the staff
            if (!begun.Succeeded(out _, out _)) return begun;
            return await centres.Of(sent.Centre).Inbox.Send(_ => new Act(Notes: moved, Save: async (rows, token) => { await Save(rows, token); return null; }), stop, isAlone: true) is { } failed ? failed : begun;
        }

        return await AddToClosed(arrival, contact, moved, Save, stop) is { } no ? no : new Result(Taking.Taken, contact.Id);
    }

    private async Task<Outcome<Result>> CallFor(Database db, Arrival arrival, ContactRow over, CancellationToken stop) =>
        arrival.Side is null ? await Begin(db, arrival, over.Id, stop) : await GoOn(db, arrival, over, Author.Automatic, stop);

    private static MailState StateAfter(DeliveryReport report, MailState before)
    {
        if (report.Recipients.Any(it => it.Action == DeliveryAction.Failed)) return MailState.Bounced;
        var isDelivered = report.Recipients.Count > 0 && report.Recipients.All(it => it.Action == DeliveryAction.Delivered);
        return isDelivered && before == MailState.Sent ? MailState.Delivered : before;
    }

    /// <summary>Null: the floor would turn the mail away, and nobody would see it.</summary>
    private static async Task<ServiceId?> ServiceFor(Database db, Mailbox mailbox, ArrivedMail mail, Language? language, CancellationToken stop)
    {
        if (mailbox.Rules.FirstOrDefault(it => Fits(it, mail, language))?.Service is { } wanted && await TakesMail(db, mailbox.Centre, wanted, stop)) return wanted;
        return await TakesMail(db, mailbox.Centre, mailbox.Service, stop) ? mailbox.Service : null;
    }

    internal static async Task<bool> TakesMail(Database db, CentreId centre, ServiceId id, CancellationToken stop) =>
        await db.Services.AsNoTracking().Where(it => it.Centre == centre && it.Id == id && !it.IsArchived).Select(it => it.Channels).SingleOrDefaultAsync(stop) is { } channels
        && channels.Any(it => it.Rule.Channel == Channel.Email);

    internal static bool Fits(MailRule rule, ArrivedMail mail, Language? language) => rule.Field switch
    {
        MailRuleField.To => mail.Recipients.Any(it => it.Contains(rule.Contains, StringComparison.OrdinalIgnoreCase)),
        MailRuleField.Subject => mail.Subject.Contains(rule.Contains, StringComparison.OrdinalIgnoreCase),
        MailRuleField.From => mail.From?.Address.Contains(rule.Contains, StringComparison.OrdinalIgnoreCase) == true,
        MailRuleField.Language => language?.Code.Equals(rule.Contains, StringComparison.OrdinalIgnoreCase) == true,
        MailRuleField.Verdict => (mail.Verdict?.Dmarc ?? mail.Verdict?.Spf)?.Equals(rule.Contains, StringComparison.OrdinalIgnoreCase) == true,
        _ => false,
    };

    /// <summary>The contact that a mail begins: the same mail begins the same one.</summary>
    private static ContactId ContactOf(CentreId centre, string fingerprint) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"mail {centre.Value} {fingerprint}")).AsSpan(0, 16)));

    private static string? Short(string text, int longest) => text.Length == 0 ? null : ArrivedMail.Readable(text, longest);
}

/// <summary>What tells where a mail belongs.</summary>
internal sealed record MailSense(Threads Threads, OwnMark Mark, SpokenLanguages Languages, BlockList Blocks, TimeProvider Clock);
