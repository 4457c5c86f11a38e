using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Finds a citizen's own contact by the reference and the code that stand on his receipt.</summary>
public sealed class FindConversation(Databases databases)
{
    public static readonly Refusal NoSuchContact = new("contact.unknown", "No contact has that reference and code. Look at your receipt and try again.");

    /// <summary>References may be alike in two centres; the code tells which one is meant.</summary>
    private const int MostAlike = 10;

    public async Task<Outcome<(CentreId Centre, ContactId Contact)>> Run(string reference, string code, CancellationToken stop)
    {
        var (wanted, secret) = (ReferenceAsWritten(reference), ConversationSecret.CodeAsWritten(code));
        await using var db = databases.CreateDbContext();
        var centres = await db.Centres.Select(it => it.Id).ToListAsync(stop); // the index of references begins with the centre
        var alike = db.Contacts.Where(it => centres.Contains(it.Centre) && it.Reference == wanted).Select(it => it.Id);
        var conversations = await db.Conversations.AsNoTracking().Where(it => alike.Contains(it.Contact)).Take(MostAlike).ToListAsync(stop);
        var found = conversations.FirstOrDefault(it => it.Opens(secret));
        return found is null ? NoSuchContact : (found.Centre, found.Contact);
    }

    /// <summary>In any case, with or without the hyphen.</summary>
    private static string ReferenceAsWritten(string written)
    {
        var letters = new string([.. written.Where(char.IsAsciiLetterOrDigit).Take(8)]).ToUpperInvariant();
        return letters.Length == 8 ? $"{letters[..4]}-{letters[4..]}" : letters;
    }
}
