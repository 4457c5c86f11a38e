using System.Collections.Concurrent;
using Isberg.Contacts;
using Isberg.Recording;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Who is behind the contacts that lie on desks, and what they are about: read once for each contact, kept while it is open.</summary>
internal sealed class ContactCards(Databases databases)
{
    /// <summary>More than this are forgotten all at once, and read again when somebody looks.</summary>
    private const int Most = 50_000;
    private const int LongestMatter = 160;

    private readonly ConcurrentDictionary<ContactId, Who> known = new();

    private sealed record Who(string? Name, string? Matter, DateTimeOffset? AwaitsAnswerSince, Recorded Recorded);

    /// <summary>Which segment was recorded last, and how that stands; null: it is over.</summary>
    private readonly record struct Recorded(int Segment, RecordingSign? Sign);

    public DeskCard Of(ContactLook look)
    {
        var (floor, row) = (look.OnFloor, look.Row);
        var who = known.GetValueOrDefault(floor.Contact);
        return new DeskCard(
            row.Reference, floor.Need.Service, floor.Need.Channel, floor.Need.Language, row.Customer, who?.Name, who?.Matter,
            who?.AwaitsAnswerSince, floor.ArrivedAt, floor.Due == default ? null : floor.Due, row.Transfers,
            who?.Recorded is { Sign: { } sign } recorded && recorded.Segment == floor.Segment ? sign : null);
    }

    /// <summary>Reads those that are not known yet, all together.</summary>
    public async Task Load(IEnumerable<ContactLook> looks, CancellationToken stop)
    {
        var missing = looks.Select(it => it.OnFloor.Contact).Where(it => !known.ContainsKey(it)).Distinct().ToArray();
        if (missing.Length == 0) return;
        if (known.Count > Most) known.Clear();

        await using var db = databases.CreateDbContext();
        var given = await db.Conversations.AsNoTracking().Where(it => missing.Contains(it.Contact)).ToDictionaryAsync(it => it.Contact, stop);
        var customers = await (
            from contact in db.Contacts.AsNoTracking()
            join customer in db.Customers on contact.Customer equals customer.Id
            where missing.Contains(contact.Id)
            select new { contact.Id, customer.Name }).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var messages = (await db.Messages.AsNoTracking()
            .Where(it => missing.Contains(it.Contact) && (it.Author == Author.Citizen || it.Author == Author.Staff || (it.Author == Author.Party && it.Person == null)))
            .Select(it => new { it.Contact, it.Number, it.Author, it.At, it.Text }).ToListAsync(stop)).ToLookup(it => it.Contact);
        var recorded = (await db.Recordings.AsNoTracking().Where(it => missing.Contains(it.Contact) && it.HasBegun && it.State == RecordingState.Running)
            .Select(it => new { it.Contact, it.Segment, it.Marks }).ToListAsync(stop)).ToLookup(it => it.Contact);
        foreach (var contact in missing)
        {
            var said = messages[contact].OrderBy(it => it.Number).ToList();
            var answered = said.FindLastIndex(it => it.Author == Author.Staff);
            var about = given.GetValueOrDefault(contact);
            known[contact] = new Who(
                customers.GetValueOrDefault(contact) ?? about?.GivenName ?? about?.GivenEmail ?? about?.GivenPhone,
                about?.Matter ?? Short(said.Find(it => it.Author == Author.Citizen)?.Text),
                said.Skip(answered + 1).FirstOrDefault()?.At,
                recorded[contact].OrderBy(it => it.Segment).Select(it => new Recorded(it.Segment, it.Marks is [.., { Kind: RecordingMarkKind.Paused }] ? RecordingSign.Paused : RecordingSign.Running)).LastOrDefault());
        }
    }

    /// <summary>Takes note of what concerns the cards.</summary>
    public void Hear(Event happened, DateTimeOffset at, string? text)
    {
        switch (happened)
        {
            case ContactIdentified it:
                known.TryRemove(it.Contact, out _);
                break;
            case Isberg.Routing.ContactClosed it:
                known.TryRemove(it.Contact, out _);
                break;
            case RecordingMoved { Move: < RecordingMove.Listened and not RecordingMove.Pausing } it when known.TryGetValue(it.Contact, out var who) && it.Segment >= who.Recorded.Segment:
                known[it.Contact] = who with { Recorded = new Recorded(it.Segment, SignOf(it.Move)) };
                break;
            case MessageWritten { Author: Author.Citizen } it when known.TryGetValue(it.Contact, out var who):
                known[it.Contact] = who with { AwaitsAnswerSince = who.AwaitsAnswerSince ?? at, Matter = who.Matter ?? Short(text) };
                break;
            case MessageWritten { Author: Author.Party, Person: null } it when known.TryGetValue(it.Contact, out var who):
                known[it.Contact] = who with { AwaitsAnswerSince = who.AwaitsAnswerSince ?? at };
                break;
            case MessageWritten { Author: Author.Staff } it when known.TryGetValue(it.Contact, out var who):
                known[it.Contact] = who with { AwaitsAnswerSince = null };
                break;
        }
    }

    private static RecordingSign? SignOf(RecordingMove move) => move switch
    {
        RecordingMove.Started or RecordingMove.Resumed => RecordingSign.Running,
        RecordingMove.Paused => RecordingSign.Paused,
        _ => null,
    };

    /// <summary>A customer's name was changed: the cards that show it are read again.</summary>
    public void Forget() => known.Clear();

    private static string? Short(string? text) => text is null || text.Length <= LongestMatter ? text : $"{text[..LongestMatter].TrimEnd()} …";
}
