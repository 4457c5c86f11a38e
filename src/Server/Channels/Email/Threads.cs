using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Mail.Threading;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Finds the conversation that a mail belongs to. Whoever is not in it already is never let in by what he says of himself.</summary>
internal sealed partial class Threads(MasterKey key)
{
    /// <summary>A mail without any reference goes on from what its sender wrote last, when that is not older.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    private const int MostContacts = 200;
    private const int TokenLength = 10;

    /// <param name="Contact">The conversation, open or closed.</param>
    /// <param name="IsInIt">The sender writes there already, or was written to. Otherwise he begins a contact of his own that refers to it.</param>
    /// <param name="Side">The side conversation in it that the mail belongs to. Null: the citizen's own.</param>
    public sealed record Found(ContactRow Contact, bool IsInIt, SideId? Side = null);

    /// <summary>What stands behind the + of the address that answers go to: the contact, and a proof that it was we who wrote it, in which of its conversations.</summary>
    public string TokenOf(ContactId contact, SideId? side) =>
        $"{ContactReference.Of(contact).Replace("-", "", StringComparison.Ordinal)}.{ProofOf(side?.Value ?? contact.Value)}".ToLowerInvariant();

    public async Task<Found?> Find(Database db, Mailbox mailbox, ArrivedMail mail, DateTimeOffset now, CancellationToken stop)
    {
        if ((await ByReferences(db, mailbox, mail, stop) ?? await ByAddress(db, mailbox, mail, stop)) is { } byProof) return await Placed(db, byProof, mail, stop);

        var byWord = await BySubject(db, mailbox, mail, stop) ?? await BySender(db, mailbox, mail, now, stop);
        if (byWord is null) return null;
        return await IsIn(db, byWord, mail, stop) ? new Found(byWord, true) : await InASide(db, byWord, mail, stop);
    }

    /// <summary>Who has got a mail of a side conversation from somebody else is not let into that, but may be in the citizen's own.</summary>
    private static async Task<Found> Placed(Database db, Found found, ArrivedMail mail, CancellationToken stop)
    {
        if (found.Side is { } side && await IsIn(db, side, mail, stop)) return found with { IsInIt = true };
        return new Found(found.Contact, await IsIn(db, found.Contact, mail, stop));
    }

    /// <summary>The one side conversation of a contact that the sender is in.</summary>
    private static async Task<Found?> InASide(Database db, ContactRow contact, ArrivedMail mail, CancellationToken stop)
    {
        List<SideId> own = [];
        foreach (var side in await SidesOf(db, contact.Id, stop)) if (await IsIn(db, side, mail, stop)) own.Add(side);
        return own is [var only] ? await OfSide(db, contact.Centre, only, stop) is { } found ? found with { IsInIt = true } : null : null;
    }

    /// <summary>A side conversation goes on in the contact that was last written to in it.</summary>
    private static async Task<Found?> OfSide(Database db, CentreId centre, SideId side, CancellationToken stop)
    {
        var last = await db.Mails.AsNoTracking().Where(it => it.Centre == centre && it.Side == side).OrderByDescending(it => it.At).Select(it => (ContactId?)it.Contact).FirstOrDefaultAsync(stop);
        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Id == last, stop);
        return contact is null ? null : new Found(contact, false, side);
    }

    private static async Task<List<SideId>> SidesOf(Database db, ContactId contact, CancellationToken stop) =>
        (await db.Mails.AsNoTracking().Where(it => it.Contact == contact && it.Side != null).Select(it => it.Side).Distinct().Take(MostContacts).ToListAsync(stop)).ConvertAll(it => it!.Value);

    /// <summary>Ids of mails that we sent hold a random number: whoever names one has got the mail, or was given it.</summary>
    private static async Task<Found?> ByReferences(Database db, Mailbox mailbox, ArrivedMail mail, CancellationToken stop)
    {
        var references = mail.References;
        if (references.Count == 0) return null;

        var known = await db.Mails.AsNoTracking().Where(it => it.Centre == mailbox.Centre && it.HeaderId != null && references.Contains(it.HeaderId))
            .Select(it => new { it.HeaderId, it.Contact, it.Side }).Take(MostContacts).ToListAsync(stop);
        if (references.Select(id => known.Find(it => it.HeaderId == id)).FirstOrDefault(it => it is not null) is not { } nearest) return null;
        if (nearest.Side is { } side) return await OfSide(db, mailbox.Centre, side, stop);

        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == mailbox.Centre && it.Id == nearest.Contact, stop);
        return contact is null ? null : new Found(contact, false);
    }

    private async Task<Found?> ByAddress(Database db, Mailbox mailbox, ArrivedMail mail, CancellationToken stop)
    {
        foreach (var recipient in mail.Recipients)
        {
            var plus = recipient.IndexOf('+', StringComparison.Ordinal);
            if (plus < 0 || recipient.LastIndexOf('@') is var at && at < plus) continue;
            if (recipient[(plus + 1)..at].Split('.') is not [{ Length: 8 } reference, { Length: TokenLength } proof]) continue;

            var written = $"{reference[..4]}-{reference[4..]}".ToUpperInvariant();
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == mailbox.Centre && it.Reference == written, stop);
            if (contact is null) continue;
            if (IsProof(proof, contact.Id.Value)) return new Found(contact, false);

            foreach (var side in await SidesOf(db, contact.Id, stop)) if (IsProof(proof, side.Value)) return await OfSide(db, mailbox.Centre, side, stop);
        }

        return null;
    }

    private bool IsProof(string proof, Guid of) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.ASCII.GetBytes(ProofOf(of)));

    /// <summary>Anybody can write a reference in a subject.</summary>
    private static async Task<ContactRow?> BySubject(Database db, Mailbox mailbox, ArrivedMail mail, CancellationToken stop)
    {
        if (InSubject().Match(mail.Subject) is not { Success: true } match) return null;

        var reference = match.Groups[1].Value;
        return await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == mailbox.Centre && it.Reference == reference, stop);
    }

    /// <summary>An answer from a program that keeps no references: the same sender, the same subject, and one conversation only that it can be.</summary>
    private static async Task<ContactRow?> BySender(Database db, Mailbox mailbox, ArrivedMail mail, DateTimeOffset now, CancellationToken stop)
    {
        if (mail.From is not { } from || !mail.Base.IsReply || mail.Base.Text.Length == 0) return null;

        var since = now - Recent;
        var contacts = await db.Conversations.AsNoTracking().Where(it => it.Centre == mailbox.Centre && it.GivenEmail == from.Address)
            .Join(db.Contacts.AsNoTracking(), it => it.Contact, it => it.Id, (_, contact) => contact)
            .Where(it => it.Channel == Channel.Email && it.ArrivedAt >= since).OrderByDescending(it => it.ArrivedAt).Take(MostContacts).ToListAsync(stop);
        var ids = contacts.Select(it => it.Id).ToArray();
        var subjects = await db.Mails.AsNoTracking().Where(it => ids.Contains(it.Contact) && it.Side == null).Select(it => new { it.Contact, it.Subject }).ToListAsync(stop);
        var same = subjects.Where(it => BaseSubject.Of(it.Subject).Text.Equals(mail.Base.Text, StringComparison.OrdinalIgnoreCase)).Select(it => it.Contact).Distinct().ToList();
        return same is [var only] ? contacts.Find(it => it.Id == only) : null;
    }

    /// <summary>Has he written in it, or was he written to from it? Who is shown not to be whom he says is nobody.</summary>
    private static async Task<bool> IsIn(Database db, ContactRow contact, ArrivedMail mail, CancellationToken stop) =>
        mail.From is { } from && !mail.IsForged && (await MembersOf(db, contact, stop)).Contains(from.Address);

    private static async Task<bool> IsIn(Database db, SideId side, ArrivedMail mail, CancellationToken stop) =>
        mail.From is { } from && !mail.IsForged && (await MembersOf(db, it => it.Side == side, stop)).Contains(from.Address);

    /// <summary>The addresses in the citizen's own conversation.</summary>
    public static async Task<IReadOnlySet<string>> MembersOf(Database db, ContactRow contact, CancellationToken stop)
    {
        var given = await db.Conversations.AsNoTracking().Where(it => it.Contact == contact.Id).Select(it => it.GivenEmail).SingleOrDefaultAsync(stop);
        var customer = await db.Customers.AsNoTracking().Where(it => it.Centre == contact.Centre && it.Id == contact.Customer).Select(it => it.Email).SingleOrDefaultAsync(stop);
        var members = await MembersOf(db, it => it.Contact == contact.Id && it.Side == null, stop);
        members.UnionWith(new[] { Address.Email(given), customer }.OfType<string>());
        return members;
    }

    private static async Task<HashSet<string>> MembersOf(Database db, Expression<Func<MailRow, bool>> conversation, CancellationToken stop)
    {
        var mails = await db.Mails.AsNoTracking().Where(conversation).Select(it => new { it.IsOutgoing, it.From, it.To, it.Cc }).Take(MostContacts).ToListAsync(stop);
        return [.. mails.SelectMany(it => it.IsOutgoing ? it.To.Concat(it.Cc) : new[] { it.From }.OfType<MailAddress>()).Select(it => it.Address)];
    }

    private string ProofOf(Guid conversation)
    {
        var hash = HMACSHA256.HashData(key.Derive("reply addresses"), conversation.ToByteArray());
        return Convert.ToHexStringLower(hash)[..TokenLength];
    }

    [GeneratedRegex(@"\[([2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4})\]", RegexOptions.NonBacktracking)]
    private static partial Regex InSubject();
}
