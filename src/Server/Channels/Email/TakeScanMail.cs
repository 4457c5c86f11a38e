using Isberg.Contacts.Letters;
using Isberg.Mail;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>A mail from a scanner: each scan that is attached to it is a letter. The mail itself says nothing.</summary>
internal sealed class TakeScanMail(TakeLetter take, OwnMark mark)
{
    /// <summary>A mail is taken when all its scans are; what has been taken is known when it comes again.</summary>
    public async Task<Outcome<TakeMail.Result>> Run(Mailbox mailbox, MailSource source, CancellationToken stop)
    {
        var mail = ArrivedMail.Of(source, mailbox, mark.Of(mailbox.Centre));
        var scans = mail.Body.Attachments.Where(it => IsScan(it, mail.Body)).Take(MailFiles.Most + 1).ToList();
        if (scans.Count == 0) return new TakeMail.Result(TakeMail.Taking.Aside, Why: "no scan");

        if (scans.Count > MailFiles.Most) return new TakeMail.Result(TakeMail.Taking.Aside, Why: "more scans than are taken from one mail");

        var isWhole = true;
        foreach (var it in scans)
        {
            var command = new TakeLetter.Command(
                mailbox.Centre, it.Name ?? "scan", mailbox.Service, (_, language) => mailbox.Rules.FirstOrDefault(rule => TakeMail.Fits(rule, mail, language))?.Service) { Mailbox = mailbox.Id };
            await using var content = it.Open();
            if (!(await take.Run(command, content, stop)).Succeeded(out var result, out var no)) return no;
            isWhole &= result.What != TakeLetter.Taking.Aside;
        }

        return isWhole ? new TakeMail.Result(TakeMail.Taking.Taken) : new TakeMail.Result(TakeMail.Taking.Aside, Why: "a scan that cannot be read");
    }

    /// <summary>A picture of the mail's page is none.</summary>
    private static bool IsScan(Attachment attachment, MessageBody body)
    {
        if (attachment is { IsInline: true, ContentId: not null } && body.Html is not null) return false;

        using var content = attachment.Open();
        var start = new byte[ScanKinds.Looked];
        return ScanKinds.Of(start.AsSpan(0, content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false))) is not null;
    }
}
