using System.Security.Cryptography;
using System.Text;
using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts.Letters;

/// <summary>Takes a scanned letter or a fax in: once, however often it comes, as a contact with its pages and what stands on them. When it answers, the letter is durable.</summary>
public sealed class TakeLetter : IDisposable
{
    public static readonly Refusal NoRoom = new("letter.no_room", "The disk is full; the letter stays where it is, and is taken later.");
    public static readonly Refusal NoChannel = new("letter.no_channel", "The service does not have the channel that it came by; the letter stays where it is, and is taken later.");

    public static readonly Refusal NotWhole = new("letter.not_whole", "The letter seems to be damaged, or is still being written; it is looked at again.");

    private readonly Databases databases;
    private readonly ReceiveContact receive;
    private readonly KeepScan keep;
    private readonly SpokenLanguages languages;
    private readonly PutLetterAside aside;
    private readonly OneAtATime letters = new();

    internal TakeLetter(Databases databases, ReceiveContact receive, KeepScan keep, SpokenLanguages languages, PutLetterAside aside) =>
        (this.databases, this.receive, this.keep, this.languages, this.aside) = (databases, receive, keep, languages, aside);

    /// <param name="Name">What the scan is called, for people.</param>
    /// <param name="Service">Where it goes unless a rule sends it elsewhere.</param>
    /// <param name="Rule">The service that the rules send such a text to; null: no rule fits.</param>
    public sealed record Command(CentreId Centre, string Name, ServiceId Service, Func<string, Language?, ServiceId?> Rule)
    {
        public IntakeId? Intake { get; init; }

        public MailboxId? Mailbox { get; init; }

        /// <summary>It came over the telephone line. Null: on paper.</summary>
        public FaxFacts? Fax { get; init; }

        /// <summary>Names the call that it came by: the same sheet sent twice is two faxes. Null: the same scan is the same letter.</summary>
        public string? Call { get; init; }

        internal Channel Channel => Fax is null ? Channel.Letter : Channel.Fax;
    }

    /// <summary>What became of a letter that came.</summary>
    public enum Taking
    {
        Taken,

        /// <summary>It had been taken before.</summary>
        Known,

        /// <summary>It is left to people.</summary>
        Aside,
    }

    /// <param name="Fault">Why it was put aside.</param>
    public sealed record Result(Taking What, ContactId? Contact = null, LetterFault? Fault = null);

    /// <param name="mayComeYet">It may be that not all of it is there yet: what seems damaged is not judged.</param>
    public async Task<Outcome<Result>> Run(Command command, Stream content, CancellationToken stop, bool mayComeYet = false)
    {
        using var scan = await keep.Copy(content, stop);
        var letter = IdOf(command.Centre, command.Call ?? scan.Fingerprint);
        using var alone = await letters.Pass(letter, stop);
        if (await Known(letter, stop) is { } contact) return new Result(Taking.Known, contact);

        if (!(await keep.Read(scan, stop)).Succeeded(out var read, out var unscanned)) return unscanned;
        if (read.Fault is { } fault)
        {
            if (mayComeYet && (fault is LetterFault.Broken or LetterFault.Kind)) return NotWhole;
            await aside.Run(command, letter, fault, stop);
            return new Result(Taking.Aside, Fault: fault);
        }

        if (await ServiceFor(command, read, stop) is not { } service) return NoChannel;
        if (await keep.Store(command, scan, read, stop) is not { } stored) return NoRoom;

        var outcome = await Receive(command, letter, service, stored, stop);
        if (!outcome.Succeeded(out var result, out _) || result.What != Taking.Taken) keep.Drop(command.Centre, stored);
        return outcome;
    }

    /// <summary>Puts aside what is not even looked into.</summary>
    public async Task<Outcome<Result>> Refuse(Command command, LetterFault fault, CancellationToken stop)
    {
        await aside.Run(command, IdOf(command.Centre, $"{fault} {command.Intake?.Value} {command.Name}"), fault, stop);
        return new Result(Taking.Aside, Fault: fault);
    }

    public void Dispose() => letters.Dispose();

    /// <summary>The same scan is the same letter.</summary>
    internal static LetterId IdOf(CentreId centre, string what) => new(Named($"letter {centre.Value} {what}"));

    private async Task<ContactId?> Known(LetterId letter, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Letters.AsNoTracking().Where(it => it.Id == letter && it.State == LetterState.Taken).Select(it => it.Contact).SingleOrDefaultAsync(stop);
    }

    private async Task<Outcome<Result>> Receive(Command command, LetterId letter, ServiceId service, KeepScan.Stored stored, CancellationToken stop)
    {
        var contact = new ContactId(Named($"contact {letter.Value}"));
        var arriving = new ReceiveContact.Command(command.Centre, service, command.Channel, contact, ConversationSecret.NewKey())
        {
            Language = await languages.Asked(command.Centre, stored.Text, stop), Text = stored.Text, Files = [stored.Scan], Phone = Address.Phone(command.Fax?.From),
            Letter = message => new LetterRow
            {
                Id = letter, Centre = command.Centre, Commissioner = message.Commissioner, Contact = contact, Message = message.Id, Intake = command.Intake,
                Mailbox = command.Mailbox, State = LetterState.Taken, At = message.At, Name = stored.Scan.Name, Reading = stored.Reading, Pages = stored.Pages,
                Fax = command.Fax,
            },
        };
        if (!(await receive.Run(arriving, stop)).Succeeded(out var received, out var no)) return no;
        return new Result(received.IsNew ? Taking.Taken : Taking.Known, contact);
    }

    /// <summary>Null: the floor would turn the letter away, and nobody would see it.</summary>
    private async Task<ServiceId?> ServiceFor(Command command, ReadScan.Read read, CancellationToken stop)
    {
        var text = KeepScan.TextOf(read);
        await using var db = databases.CreateDbContext();
        if (command.Rule(text, WrittenLanguage.Of(text)) is { } wanted && await Takes(db, command, wanted, stop)) return wanted;
        return await Takes(db, command, command.Service, stop) ? command.Service : null;
    }

    private static async Task<bool> Takes(Database db, Command command, ServiceId id, CancellationToken stop) =>
        await db.Services.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == command.Centre && it.Id == id && !it.IsArchived, stop) is { } service
        && service.Channels.Any(it => it.Rule.Channel == command.Channel);

    private static Guid Named(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
