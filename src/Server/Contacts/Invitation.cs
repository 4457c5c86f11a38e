using System.Buffers.Text;
using System.Security.Cryptography;
using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>A mail that invites whoever has its link to go on in the chat.</summary>
/// <param name="Person">Who invited.</param>
/// <param name="Message">The number of the mail in its contact: what was written before is not shown to whoever has the link.</param>
public sealed record Invitation(MailId Mail, CentreId Centre, ContactId Contact, PersonId? Person, int Message, string? Subject, DateTimeOffset Until)
{
    /// <summary>The contact that begins when the one that was invited from is over: the same invitation begins the same one.</summary>
    public ContactId Next => new(new Guid(SHA256.HashData([.. "invitation "u8, .. Mail.Value.ToByteArray()]).AsSpan(0, 16)));
}

/// <summary>
/// The secrets of invitations. Each opens one conversation, for a while, and follows from the master key: it stands in the mail
/// that goes out and nowhere else, neither in the database nor in a log.
/// </summary>
public sealed class Invitations(MasterKey key, Databases databases, TimeProvider clock)
{
    public static readonly TimeSpan Last = TimeSpan.FromDays(7);

    public static readonly Refusal Unknown = new("invitation.unknown", "This invitation is no longer valid.");

    private const int IdBytes = 16;
    private const int ProofBytes = 32;

    /// <summary>Where the link leads: the page of the contact's service, whose chat reads what stands after the #, which browsers send nowhere.</summary>
    public async Task<string?> LinkOf(Database db, MailRow mail, CancellationToken stop)
    {
        if (mail.InvitesAt is not { } site) return null;

        var service = await db.Contacts.AsNoTracking().Where(it => it.Id == mail.Contact).Select(it => it.Service).SingleAsync(stop);
        var keys = await db.Services.AsNoTracking().Where(it => it.Id == service)
            .Join(db.Centres, it => it.Centre, it => it.Id, (it, centre) => new { Service = it.Key, Centre = centre.Key }).SingleAsync(stop);
        return $"{site}/{keys.Centre}/{keys.Service}#isberg-chat={SecretOf(mail.Id)}";
    }

    public string SecretOf(MailId mail)
    {
        var id = mail.Value.ToByteArray();
        return Base64Url.EncodeToString([.. id, .. HMACSHA256.HashData(key.Derive("chat invitations"), id)]);
    }

    /// <summary>Null: nobody wrote such a secret, or it is no longer valid.</summary>
    public async Task<Invitation?> Find(string secret, CancellationToken stop)
    {
        if (MailOf(secret) is not { } id) return null;

        await using var db = databases.CreateDbContext();
        if (await Valid(db, id).SingleOrDefaultAsync(stop) is not { } mail) return null;

        var message = await db.Messages.AsNoTracking().Where(it => it.Id == mail.Message).Select(it => new { it.Number, it.Person }).SingleAsync(stop);
        return new Invitation(mail.Id, mail.Centre, mail.Contact, message.Person, message.Number, mail.Subject, mail.InvitesUntil!.Value);
    }

    /// <summary>Whether a mail still invites: whoever came by it may be cut off in the middle.</summary>
    public async Task<bool> IsValid(MailId mail, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Valid(db, mail).AnyAsync(stop);
    }

    private IQueryable<MailRow> Valid(Database db, MailId mail)
    {
        var now = clock.GetUtcNow();
        return db.Mails.AsNoTracking().Where(it => it.Id == mail && it.InvitesUntil != null && it.InvitesUntil > now && it.State != MailState.Withdrawn);
    }

    /// <summary>What a mail says of its link, in the citizen's language.</summary>
    public static string Sentence(string language, DateOnly until) => language switch
    {
        "fi" => $"Voit jatkaa kanssamme chatissa. Linkki on voimassa {until:d.M.yyyy} asti ja avaa vain tämän keskustelun. Älä anna linkkiä muille.",
        "en" => $"You can go on with us in the chat. The link is valid until {until:d MMMM yyyy} and opens this conversation only. Do not share it.",
        _ => $"Du kan fortsätta med oss i chatten. Länken gäller till och med {until:yyyy-MM-dd} och öppnar bara det här samtalet. Ge den inte till någon annan.",
    };

    private MailId? MailOf(string secret)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + ProofBytes];
        if (secret.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(secret, bytes, out var written) || written != bytes.Length) return null;

        var proof = HMACSHA256.HashData(key.Derive("chat invitations"), bytes[..IdBytes]);
        return CryptographicOperations.FixedTimeEquals(proof, bytes[IdBytes..]) ? new MailId(new Guid(bytes[..IdBytes])) : null;
    }
}
