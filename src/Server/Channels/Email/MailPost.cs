using System.Security.Cryptography;
using Isberg.Contacts;
using Isberg.Mail.Smtp;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Email;

/// <summary>Sends what is due, on the server that leads. Whatever stops it, it goes on where it was.</summary>
internal sealed partial class MailPost(Databases databases, Lead lead, MailLine line, SendMail send, TimeProvider clock, ILogger<MailPost> log) : BackgroundService
{
    private const int MostInRound = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>What is being sent, a line for each mailbox: a mail server that does not answer holds up nobody else's mails.</summary>
    private readonly Dictionary<MailboxId, Task> sending = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Pace, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                if (lead.IsHeld) await Try(() => Round(stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is just being handed over is waited for.
        }

        await Task.WhenAll(sending.Values);
    }

    private async Task Try(Func<Task> act, CancellationToken stop)
    {
        try
        {
            await act();
        }
#pragma warning disable CA1031 // A job is a border: what it could not send, the next round finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task Round(CancellationToken stop)
    {
        foreach (var (done, _) in sending.Where(it => it.Value.IsCompleted).ToList()) sending.Remove(done);

        var (now, busy) = (clock.GetUtcNow(), sending.Keys.ToArray());
        await using var db = databases.CreateDbContext();
        var due = await db.Mails.AsNoTracking()
            .Where(it => it.DueAt != null && it.DueAt <= now && (it.State == MailState.Queued || it.State == MailState.Sending) && !busy.Contains(it.Mailbox))
            .OrderBy(it => it.DueAt).Take(MostInRound).ToListAsync(stop);
        foreach (var mails in due.GroupBy(it => it.Mailbox))
        {
            var mailbox = await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(it => it.Id == mails.Key, stop);
            sending[mails.Key] = Task.Run(() => Try(() => SendAll(mailbox, [.. mails], stop), stop), CancellationToken.None);
        }
    }

    /// <summary>A mail that says it is being sent, while nobody sends, was left so by a crash.</summary>
    private async Task SendAll(Mailbox? mailbox, List<MailRow> mails, CancellationToken stop)
    {
        foreach (var mail in mails.Where(it => it.State == MailState.Sending))
            await send.Failed(mail, "The server was stopped while the mail was being sent.", isForGood: false, isTwice: true, stop);

        await SendEach(mailbox, mails.Where(it => it.State == MailState.Queued), stop);
    }

    private async Task SendEach(Mailbox? mailbox, IEnumerable<MailRow> mails, CancellationToken stop)
    {
        SmtpClient? open = null;
        try
        {
            foreach (var mail in mails)
            {
                if (stop.IsCancellationRequested) return;
                if (!await send.Begin(mail, stop)) continue;

                mail.Attempts++;
                if (mailbox is null or { IsArchived: true })
                {
                    await send.Failed(mail, "The mailbox is no longer used.", isForGood: true, isTwice: false, stop);
                    continue;
                }

                open = open is { IsConnected: true } ? open : await Open(mailbox, mail, stop);
                if (open is null) return; // the others wait for their own turn: the server is away
                await send.Run(open, mailbox, mail, CancellationToken.None); // handed over whole, or nobody knows
            }
        }
        finally
        {
            if (open is not null) await open.DisposeAsync();
        }
    }

    private async Task<SmtpClient?> Open(Mailbox mailbox, MailRow mail, CancellationToken stop)
    {
        try
        {
            return await line.Outgoing(mailbox, stop);
        }
        catch (SmtpException error)
        {
            await send.Failed(mail, error, stop);
        }
        catch (Exception error) when (error is MailTokenException or CryptographicException)
        {
            await send.Failed(mail, error is MailTokenException ? error.Message : "The mailbox's password cannot be read. Set it anew.", isForGood: false, isTwice: false, stop);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails that are due could not be sent")]
    private static partial void Failed(ILogger log, Exception error);
}
