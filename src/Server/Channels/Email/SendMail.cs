using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Smtp;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Hands one mail to the mail server, and notes what became of it. What is not known to have been refused or taken is said so.</summary>
internal sealed class SendMail(Databases databases, MailFate fate, FileStore store, ComposeMail compose, TimeProvider clock)
{
    /// <summary>Pauses after failures that may pass, the first after the first; after the last, the mail has failed. Together two days.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        .. new[] { 0.5, 1, 2, 5, 10, 20, 30, 60 }.Select(TimeSpan.FromMinutes), .. Enumerable.Repeat(TimeSpan.FromHours(2), 23),
    ];

    private const int LongestTrouble = 500;

    /// <summary>From now on it may have been sent: a crash finds it so.</summary>
    public async Task<bool> Begin(MailRow mail, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var attempts = mail.Attempts + 1;
        return await db.Mails.Where(it => it.Id == mail.Id && it.State == MailState.Queued && it.Attempts == mail.Attempts && it.DueAt != null)
            .ExecuteUpdateAsync(it => it.SetProperty(row => row.State, MailState.Sending).SetProperty(row => row.Attempts, attempts), stop) == 1;
    }

    /// <summary>Sends it over a line that is open.</summary>
    public async Task Run(SmtpClient line, Mailbox mailbox, MailRow mail, CancellationToken stop)
    {
        try
        {
            await using var db = databases.CreateDbContext();
            var source = await Source(db, mailbox, mail, stop);
            await using var content = store.Open(mail.Centre, source) ?? throw new IOException("The mail's source is gone.");
            var result = await line.SendAsync(EnvelopeOf(mailbox, mail), content, stop);
            var refused = result.Recipients.Where(it => !it.IsAccepted).ToList();
            var why = string.Join("; ", refused.Select(it => $"{it.Recipient.Address}: {it.Reply.Code} {it.Reply.Text}"));
            if (result.IsAccepted) await fate.Note(mail, MailState.Sent, refused.Count == 0 ? null : Short(why), null, isTwice: false, stop);
            else await Failed(mail, why, isForGood: !refused.Exists(it => it.MayTryLater), isTwice: false, stop);
        }
        catch (SmtpException error)
        {
            await Failed(mail, error, stop);
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            await Failed(mail, error.Message, isForGood: error is FormatException, isTwice: false, stop); // it could not be put together
        }
    }

    /// <summary>The line could not be opened, or was lost.</summary>
    public Task Failed(MailRow mail, SmtpException error, CancellationToken stop)
    {
        // What fails before the envelope is no fault of the mail's: the server's settings may be mended.
        var isForGood = error.Fate == SmtpFate.Permanent && error.Step >= SmtpStep.MailFrom;
        return Failed(mail, error.Reply is { } reply ? $"{reply.Code} {reply.Text}" : error.Message, isForGood, isTwice: error.Fate == SmtpFate.Unknown, stop);
    }

    /// <param name="isTwice">It may have been taken all the same.</param>
    public Task Failed(MailRow mail, string why, bool isForGood, bool isTwice, CancellationToken stop)
    {
        var isOver = isForGood || mail.Attempts > Pauses.Count;
        DateTimeOffset? next = isOver ? null : clock.GetUtcNow() + Pauses[Math.Max(mail.Attempts, 1) - 1];
        return fate.Note(mail, isOver ? MailState.Failed : MailState.Queued, Short(why), next, isTwice, stop);
    }

    /// <summary>It is put together once: a second try sends the same bytes.</summary>
    private async Task<Guid> Source(Database db, Mailbox mailbox, MailRow mail, CancellationToken stop)
    {
        if (mail.Source is { } made) return made;

        var outgoing = await compose.Run(db, mailbox, mail, stop);
        var options = new FormatOptions { International = outgoing.NeedsInternational };
        var saved = await store.SaveSource(mail.Centre, to => outgoing.WriteToAsync(to, options, stop), stop);
        if (!saved.Succeeded(out var source, out var refusal)) throw new IOException(refusal.Sentence);

        using var gate = await databases.WriteGate(stop);
        await db.Mails.Where(it => it.Id == mail.Id).ExecuteUpdateAsync(it => it.SetProperty(row => row.Source, source), stop);
        return mail.Source ??= source;
    }

    /// <summary>An automatic mail comes back to nobody: two machines would write to each other for ever.</summary>
    private static Envelope EnvelopeOf(Mailbox mailbox, MailRow mail) => new()
    {
        Sender = mail.Automatic is null ? mailbox.Address : "",
        Recipients = [.. mail.To.Concat(mail.Cc).Concat(mail.Bcc).DistinctBy(it => it.Address).Select(it => new EnvelopeRecipient(it.Address)
        {
            Notify = mail.Automatic is null ? DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay : DeliveryStatusNotification.Never,
        })],
        Return = DeliveryStatusNotificationType.HeadersOnly, EnvelopeId = mail.Id.Value.ToString("N"),
    };

    private static string Short(string text) => ArrivedMail.Readable(new string([.. text.Select(it => char.IsControl(it) ? ' ' : it)]), LongestTrouble);
}
