using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>The person who handles a letter answers it by one: a PDF in the contact, which waits there until somebody has printed and posted it.</summary>
internal sealed class WriteLetter(Databases databases, FileStore files, DrawLetter draw, KeepAnswer keep, TimeProvider clock)
{
    public const int LongestText = 50_000;
    public const int LongestAddress = 400;
    public const int MostLines = 7;
    public const int LongestLine = 40;

    /// <summary>Of a text: some forty pages, which are set in seconds.</summary>
    public const int MostTextLines = 2_000;

    public static readonly Refusal NoProgram = new("letter.no_program", "This server cannot make letters yet. Whoever looks after it must install the package weasyprint. What you have written stays.");
    public static readonly Refusal NotMade = new("letter.not_made", "The letter could not be made: it took too long. Try again, or make it shorter.");
    public static readonly Refusal TooLong = new("letter.too_long", $"A letter has at most {MostTextLines:N0} lines. Write several letters.");
    public static readonly Refusal NoAddress = new("letter.no_address", "Write whom the letter goes to, with the postal address.");
    public static readonly Refusal WrongAddress = new("letter.address_invalid", $"An address has at most {MostLines} lines of {LongestLine} characters, so that it fits the window of the envelope.");
    public static readonly Refusal NoLetter = new("letter.not_by_letter", "Only a contact that came by letter is answered by letter.");

    /// <param name="Key">Chosen by the writer's screen: the same letter sent again is the same letter.</param>
    /// <param name="To">The address, line by line.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, string Key, string To, string Text);

    public async Task<Outcome<LetterId>> Run(Command command, CancellationToken stop)
    {
        if (MessageText.Check(command.Text, longest: LongestText) is { } wrong) return wrong;
        if (command.Text.ReplaceLineEndings("\n").AsSpan().Count('\n') >= MostTextLines) return TooLong;
        if (!AddressOf(command.To).Succeeded(out var to, out var no)) return no;

        var id = IdOf(command);
        await using var db = databases.CreateDbContext();
        if (await db.Letters.AnyAsync(it => it.Id == id, stop)) return id;
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == command.Centre && it.Id == command.Contact, stop) is not { } contact) return WriteMessage.NoSuchContact;
        if (WhyNot(contact, command.Person) is { } not) return not;
        if (draw.Missing is not null) return NoProgram;

        if (await draw.Run(await Paper(db, contact, to, command.Text, stop), stop) is not { } pdf) return NotMade;
        if (!(await files.SaveSource(command.Centre, it => it.WriteAsync(pdf, stop).AsTask(), stop)).Succeeded(out var file, out no)) return no;
        var answer = new KeepAnswer.Command(command.Centre, command.Contact, command.Person, id, command.Text, new FileReference(file, $"{contact.Reference}.pdf", "application/pdf", pdf.Length));
        return await keep.Run(answer, it => WhyNot(it, command.Person), message => RowOf(command with { To = to }, id, message), stop);
    }

    /// <summary>The address as it is printed: without blank lines.</summary>
    private static Outcome<string> AddressOf(string written)
    {
        var lines = written.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return NoAddress;
        if (lines.Length > MostLines || lines.Any(it => it.Length > LongestLine || it.Any(char.IsControl) || !MessageText.IsText(it))) return WrongAddress;
        return string.Join('\n', lines);
    }

    private async Task<LetterPaper> Paper(Database db, ContactRow contact, string to, string text, CancellationToken stop)
    {
        var language = (WrittenLanguage.Of(text) ?? contact.Language)?.Code ?? "sv";
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Centres.Where(it => it.Id == contact.Centre).Select(it => it.TimeZone).SingleAsync(stop));
        var intake = await IntakeOf(db, contact, stop);
        var sender = intake?.Sender.Best(language) is { Length: > 0 } lines ? lines
            : (await db.Services.AsNoTracking().Where(it => it.Id == contact.Service).Select(it => it.Name).SingleAsync(stop)).Best(language);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date);
        return new LetterPaper(language, sender, to, today, contact.Reference, text, intake?.Window ?? EnvelopeWindow.Right);
    }

    /// <summary>The intake that the contact's letter came through; else one that leads to its service.</summary>
    private static async Task<Intake?> IntakeOf(Database db, ContactRow contact, CancellationToken stop)
    {
        var through = await db.Letters.AsNoTracking().Where(it => it.Centre == contact.Centre && it.Contact == contact.Id && it.Intake != null).OrderByDescending(it => it.At).Select(it => it.Intake).FirstOrDefaultAsync(stop);
        return await db.Intakes.AsNoTracking().Where(it => it.Centre == contact.Centre && (through != null ? it.Id == through : it.Service == contact.Service && !it.IsArchived))
            .OrderBy(it => it.Name).FirstOrDefaultAsync(stop);
    }

    private static LetterRow RowOf(Command command, LetterId id, MessageRow message) => new()
    {
        Id = id, Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id, IsOutgoing = true,
        State = LetterState.ToPrint, At = message.At, Name = message.Files[0].Name, To = command.To,
    };

    private static Refusal? WhyNot(ContactRow contact, PersonId person)
    {
        if (contact.Stage is Stage.WrappingUp or Stage.Closed) return WriteMessage.Ended;
        if (contact.Stage is not (Stage.Handled or Stage.Held) || contact.Person != person) return WriteMessage.NotYours;
        if (contact.Channel != Channel.Letter) return NoLetter;
        return contact.LastMessage >= WriteMessage.Most ? WriteMessage.Full : null;
    }

    private static LetterId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"letter out {command.Contact.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}
