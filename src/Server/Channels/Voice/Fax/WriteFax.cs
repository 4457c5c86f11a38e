using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Fax;

/// <summary>The person who handles a fax answers it by one: a PDF in the contact, which waits there until the line has taken it.</summary>
internal sealed class WriteFax(Databases databases, FileStore files, FaxSheets sheets, KeepAnswer keep, FaxSpool spool)
{
    public const int LongestText = 20_000;

    /// <summary>Of a text: some ten pages, which are sent in minutes.</summary>
    public const int MostTextLines = 500;

    public static readonly Refusal NoLine = new("fax.no_line", "This server cannot send faxes yet. Whoever looks after it must set that up. What you have written stays.");
    public static readonly Refusal NoProgram = new("fax.no_program", "This server cannot make faxes yet. Whoever looks after it must install the packages weasyprint and ghostscript. What you have written stays.");
    public static readonly Refusal NoFrom = new("fax.no_number", "The service has no telephone number for faxes. An administrator adds one under Services, Telephone numbers.");
    public static readonly Refusal NotMade = new("fax.not_made", "The fax could not be made: it took too long. Try again, or make it shorter.");
    public static readonly Refusal TooLong = new("fax.too_long", $"A fax has at most {MostTextLines} lines. Write several, or a letter.");
    public static readonly Refusal NotByFax = new("fax.not_by_fax", "Only a contact that came by fax is answered by fax.");

    /// <param name="Key">Chosen by the writer's screen: the same fax sent again is the same fax.</param>
    /// <param name="To">The number that it goes to.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, string Key, string To, string Text);

    public async Task<Outcome<LetterId>> Run(Command command, CancellationToken stop)
    {
        if (MessageText.Check(command.Text, longest: LongestText) is { } wrong) return wrong;
        if (command.Text.ReplaceLineEndings("\n").AsSpan().Count('\n') >= MostTextLines) return TooLong;

        var id = IdOf(command);
        await using var db = databases.CreateDbContext();
        if (await db.Letters.AnyAsync(it => it.Id == id, stop)) return id;
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == command.Centre && it.Id == command.Contact, stop) is not { } contact) return WriteMessage.NoSuchContact;
        if (WhyNot(contact, command.Person) is { } not) return not;
        if (!(await Ends(db, contact, command.To, stop)).Succeeded(out var fax, out not)) return not;
        if (spool.Root is null) return NoLine;
        if (!sheets.CanSend) return NoProgram;

        if (await sheets.Draw(db, contact, fax, command.Text, stop) is not { } pdf) return NotMade;
        if (!(await files.SaveSource(command.Centre, it => it.WriteAsync(pdf, stop).AsTask(), stop)).Succeeded(out var file, out not)) return not;
        var answer = new KeepAnswer.Command(command.Centre, contact.Id, command.Person, id, command.Text, new FileReference(file, $"{contact.Reference}.pdf", "application/pdf", pdf.Length));
        return await keep.Run(answer, it => WhyNot(it, command.Person), message => RowOf(id, fax, message), stop);
    }

    /// <summary>Where it goes, if that number may be called, and the service's own number that it comes from.</summary>
    private static async Task<Outcome<FaxFacts>> Ends(Database db, ContactRow contact, string to, CancellationToken stop)
    {
        var rule = await db.Centres.AsNoTracking().Where(it => it.Id == contact.Centre).Select(it => it.Dialling).SingleAsync(stop);
        if (!MayDial.Check(rule, to).Succeeded(out var number, out var not)) return not;
        if (number == MayDial.Emergency) return MayDial.NotAllowed;

        var own = await db.Numbers.AsNoTracking().Where(it => it.Centre == contact.Centre && it.Service == contact.Service && it.IsFax && !it.IsArchived).OrderBy(it => it.Dialled).Select(it => it.Dialled).ToListAsync(stop);
        var came = await db.Letters.AsNoTracking().Where(it => it.Contact == contact.Id && !it.IsOutgoing).Select(it => it.Fax).FirstOrDefaultAsync(stop);
        if ((own.Find(it => it == came?.To) ?? own.FirstOrDefault()) is not { } from) return NoFrom;
        return new FaxFacts(number, from, null, IsWhole: true);
    }

    private static LetterRow RowOf(LetterId id, FaxFacts fax, MessageRow message) => new()
    {
        Id = id, Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id, IsOutgoing = true,
        State = LetterState.ToFax, At = message.At, DueAt = message.At, Name = message.Files[0].Name, To = fax.To, Fax = fax,
    };

    private static Refusal? WhyNot(ContactRow contact, PersonId person)
    {
        if (contact.Stage is Stage.WrappingUp or Stage.Closed) return WriteMessage.Ended;
        if (contact.Stage is not (Stage.Handled or Stage.Held) || contact.Person != person) return WriteMessage.NotYours;
        if (contact.Channel != Channel.Fax) return NotByFax;
        return contact.LastMessage >= WriteMessage.Most ? WriteMessage.Full : null;
    }

    private static LetterId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"fax out {command.Contact.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}
