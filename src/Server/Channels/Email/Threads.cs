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
    public sealed record Found(ContactRow Contact, bool IsInIt);

    /// <summary>What stands behind the + of the address that answers go to: the contact, and a proof that it was we who wrote it.</summary>
    public string TokenOf(ContactId contact) => $"{ContactReference.Of(contact).Replace("-", "", StringComparison.Ordinal)}.{ProofOf(contact)}".ToLowerInvariant();

    public async Task<Found?> Find(Database db, Mailbox mailbox, ArrivedMail mail, DateTimeOffset now, CancellationToken stop)
    {
        var byProof = await ByReferences(db, mailbox, mail, stop) ?? await ByAddress(db, mailbox, mail, stop);
        if (byProof is not null) return new Found(byProof, await IsIn(db, byProof, mail, stop));

        var byWord = await BySubject(db, mailbox, mail, stop) ?? await BySender(db, mailbox, mail, now, stop);
        return byWord is not null && await IsIn(db, byWord, mail, stop) ? new Found(byWord, true) : null;
    }

    /// <summary>Ids of mails that we sent hold a random number: whoever names one has got the mail, or was given it.</summary>
    private static async Task<ContactRow?> ByReferences(Database db, Mailbox mailbox, ArrivedMail mail, CancellationToken stop)
    {
        var references = mail.References;
        if (references.Count == 0) return null;

        var known = await db.Mails.AsNoTracking().Where(it => it.Centre == mailbox.Centre && it.HeaderId != null && references.Contains(it.HeaderId))
            .Select(it => new { it.HeaderId, it.Contact }).Take(MostContacts).ToListAsync(stop);
        return references.Select(id => known.Find(it => it.HeaderId == id)).FirstOrDefault(it => it is not null) is { } nearest
            ? await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == mailbox.Centre && it.Id == nearest.Contact, stop) : null;
    }

    private async Task<ContactRow?> ByAddress(Database db, Mailbox mailbox, ArrivedMail mail, CancellationToken stop)
    {
        foreach (var recipient in mail.Recipients)
        {
            var plus = recipient.IndexOf('+', StringComparison.Ordinal);
            if (plus < 0 || recipient.LastIndexOf('@') is var at && at < plus) continue;
            if (recipient[(plus + 1)..at].Split('.') is not [{ Length: 8 } reference, { Length: TokenLength } proof]) continue;

            var written = $"{reference[..4]}-{reference[4..]}".ToUpperInvariant();
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == mailbox.Centre && it.Reference == written, stop);
            if (contact is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.ASCII.GetBytes(ProofOf(contact.Id)))) return contact;
        }

        return null;
    }

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
        var subjects = await db.Mails.AsNoTracking().Where(it => ids.Contains(it.Contact)).Select(it => new { it.Contact, it.Subject }).ToListAsync(stop);
        var same = subjects.Where(it => BaseSubject.Of(it.Subject).Text.Equals(mail.Base.Text, StringComparison.OrdinalIgnoreCase)).Select(it => it.Contact).Distinct().ToList();
        return same is [var only] ? contacts.Find(it => it.Id == only) : null;
    }

    /// <summary>Has he written in it, or was he written to from it? Who is shown not to be whom he says is nobody.</summary>
    private static async Task<bool> IsIn(Database db, ContactRow contact, ArrivedMail mail, CancellationToken stop)
    {
        if (mail.From is not { } from || mail.IsForged) return false;

        var given = await db.Conversations.AsNoTracking().Where(it => it.Contact == contact.Id).Select(it => it.GivenEmail).SingleOrDefaultAsync(stop);
        if (Address.Email(given) == from.Address) return true;

        var customer = await db.Customers.AsNoTracking().Where(it => it.Centre == contact.Centre && it.Id == contact.Customer).Select(it => it.Email).SingleOrDefaultAsync(stop);
        if (customer == from.Address) return true;

        var mails = await db.Mails.AsNoTracking().Where(it => it.Contact == contact.Id).Select(it => new { it.IsOutgoing, it.From, it.To, it.Cc }).Take(MostContacts).ToListAsync(stop);
        return mails.Exists(it => it.IsOutgoing ? it.To.Concat(it.Cc).Any(to => to.Address == from.Address) : it.From?.Address == from.Address);
    }

    private string ProofOf(ContactId contact)
    {
        var hash = HMACSHA256.HashData(key.Derive("reply addresses"), contact.Value.ToByteArray());
        return Convert.ToHexStringLower(hash)[..TokenLength];
    }

    [GeneratedRegex(@"\[([2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4})\]", RegexOptions.NonBacktracking)]
    private static partial Regex InSubject();
}
