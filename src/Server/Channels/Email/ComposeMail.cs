using System.Globalization;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Makes of a mail in our own tables one that goes out: with its references, the signature, and what it answers below.</summary>
internal sealed class ComposeMail(FileStore store, Threads threads, OwnMark mark, Invitations invitations)
{
    private const int MostReferences = 30;
    private const int LongestQuote = 20_000;

    public async Task<OutgoingMail> Run(Database db, Mailbox mailbox, MailRow row, CancellationToken stop)
    {
        var message = await db.Messages.AsNoTracking().SingleAsync(it => it.Id == row.Message, stop);
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == row.Contact, stop);
        var before = await db.Mails.AsNoTracking().Where(it => (row.Side == null ? it.Contact == row.Contact && it.Side == null : it.Side == row.Side) && it.Id != row.Id && it.At <= row.At && it.HeaderId != null && it.State != MailState.Withdrawn)
            .OrderBy(it => it.At).ToListAsync(stop);
        var answered = before.FindLast(it => !it.IsOutgoing && it.Automatic is null) ?? before.FindLast(it => !it.IsOutgoing);
        var quoted = before.FindLast(it => !it.IsOutgoing && it.Automatic is null && IsTo(row, it));
        var language = contact.Language?.Code ?? WrittenLanguage.Of(message.Text ?? "")?.Code ?? "sv";
        var below = await Below(db, mailbox, row, quoted, language, stop) with { Invitation = await Invitation(db, row, language, stop) };
        var sender = mailbox.Sender.Best(language) is { Length: > 0 } name ? name
            : (await db.Services.AsNoTracking().Where(it => it.Id == contact.Service).Select(it => it.Name).SingleAsync(stop)).Best(language);

        return new OutgoingMail
        {
            From = new InternetAddressList([new MailboxAddress(sender, mailbox.Address)]), ReplyTo = ReplyTo(mailbox, sender, threads.TokenOf(row.Contact, row.Side)),
            To = List(row.To), Cc = List(row.Cc), Bcc = List(row.Bcc), Subject = WithReference(row.Subject ?? "", contact.Reference),
            Date = row.DueAt ?? row.At, MessageId = row.HeaderId!, InReplyTo = answered is null ? [] : [answered.HeaderId!],
            References = [.. before.Select(it => it.HeaderId!).TakeLast(MostReferences)],
            Headers = [new(OwnMark.Field, mark.Of(row.Centre)), .. row.Automatic is null ? [] : Automatic()],
            Body = new BodyBuilder
            {
                TextBody = below.Under(message.Text ?? ""), IsFlowed = true, HtmlBody = row.Html is { } html ? below.UnderPage(html) : null,
                Attachments = [.. message.Files.Select(it => Attachment.Of(it.Name, TypeOf(it.ContentType), () => store.Open(row.Centre, it.Id) ?? Stream.Null))],
            },
        };
    }

    /// <summary>Only who wrote a mail gets it quoted: an expert who is asked, or somebody else in the conversation, does not get the citizen's words unasked.</summary>
    private static bool IsTo(MailRow answer, MailRow mail)
    {
        var writers = mail.ReplyTo.Append(mail.From).Select(it => it?.Address).ToHashSet();
        return answer.To.Concat(answer.Cc).Any(it => writers.Contains(it.Address));
    }

    /// <summary>RFC 3834: nobody's machine answers it.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Automatic() => [new("Auto-Submitted", "auto-replied"), new("X-Auto-Response-Suppress", "All")];

    private InternetAddressList ReplyTo(Mailbox mailbox, string sender, string token)
    {
        if (!mailbox.TakesPlusAddresses) return InternetAddressList.Empty;

        var at = mailbox.Address.LastIndexOf('@');
        return new InternetAddressList([new MailboxAddress(sender, $"{mailbox.Address[..at]}+{token}{mailbox.Address[at..]}")]);
    }

    /// <summary>For programs that keep no references, and for people on the phone.</summary>
    private static string WithReference(string subject, string reference) =>
        subject.Contains(reference, StringComparison.OrdinalIgnoreCase) ? subject : $"{subject} [{reference}]".TrimStart();

    private async Task<(string Sentence, string Link)?> Invitation(Database db, MailRow row, string language, CancellationToken stop)
    {
        if (row.InvitesUntil is not { } until || await invitations.LinkOf(db, row, stop) is not { } link) return null;

        var zone = await db.Centres.Where(it => it.Id == row.Centre).Select(it => it.TimeZone).SingleAsync(stop);
        return (Invitations.Sentence(language, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date)), link);
    }

    private static async Task<BelowAnswer> Below(Database db, Mailbox mailbox, MailRow row, MailRow? quoted, string language, CancellationToken stop)
    {
        if (row.Automatic is not null) return BelowAnswer.Nothing;

        var signature = mailbox.Signature.Best(language) is { Length: > 0 } signed ? signed : null;
        var before = quoted is null ? null : await db.Messages.AsNoTracking().Where(it => it.Id == quoted.Message).Select(it => it.Text).SingleAsync(stop);
        return string.IsNullOrWhiteSpace(before) ? new BelowAnswer(signature, null, null)
            : new BelowAnswer(signature, Introduction(quoted!, language), ArrivedMail.Readable(before, LongestQuote));
    }

    private static string Introduction(MailRow answered, string language)
    {
        var who = answered.From?.Name ?? answered.From?.Address ?? "?";
        var when = answered.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return language switch
        {
            "fi" => $"{who} kirjoitti {when} (UTC):",
            "en" => $"On {when} (UTC), {who} wrote:",
            _ => $"Den {when} (UTC) skrev {who}:",
        };
    }

    private static ContentType TypeOf(string name) => name.Split('/') is [var type, var subtype] ? new ContentType(type, subtype, Parameters.None) : ContentType.Bytes;

    private static InternetAddressList List(IEnumerable<MailAddress> addresses) => new([.. addresses.Select(it => new MailboxAddress(it.Name ?? "", it.Address))]);
}
