using System.Security.Cryptography;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.Smtp;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>Tries a mailbox out before it is relied on: connects to both servers, signs in, opens the folder, and changes nothing.</summary>
public sealed class TryMailbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly MailLine line;

    internal TryMailbox(MailLine line) => this.line = line;

    /// <param name="Fault">A code for what is wrong; null: it works. The screens say it in words.</param>
    /// <param name="ServerWords">What the server itself said, in its own language.</param>
    public sealed record ServerTrial(string? Fault, string? ServerWords = null);

    public sealed record MailboxTrial(ServerTrial Incoming, ServerTrial Outgoing);

    public async Task<MailboxTrial> Run(Mailbox mailbox, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Patience);
        var incoming = Try(() => Read(mailbox, soon.Token), stop);
        var outgoing = Try(() => Send(mailbox, soon.Token), stop);
        return new MailboxTrial(await incoming, await outgoing);
    }

    private async Task Read(Mailbox mailbox, CancellationToken stop)
    {
        using var client = new ImapClient();
        var access = line.Incoming(mailbox);
        await client.ConnectAsync(access.Host, access.Port, access.Security, stop);
        await client.AuthenticateAsync(await access.Credentials(stop), stop);
        var folder = await client.GetFolderAsync(mailbox.Folder, stop);
        await folder.OpenAsync(FolderAccess.ReadOnly, stop);
        await client.DisconnectAsync(stop);
    }

    private async Task Send(Mailbox mailbox, CancellationToken stop)
    {
        await using var client = await line.Outgoing(mailbox, stop);
        await client.DisconnectAsync(stop);
    }

    private static async Task<ServerTrial> Try(Func<Task> act, CancellationToken stop)
    {
        try
        {
            await act();
            return new ServerTrial(null);
        }
        catch (ImapException error) when (error.InnerException is MailTokenException)
        {
            return new ServerTrial("TokenRefused");
        }
        catch (ImapException error)
        {
            return new ServerTrial(error.Fault.ToString(), error.ServerWords);
        }
        catch (SmtpException error)
        {
            return new ServerTrial(FaultOf(error), error.Reply?.Text);
        }
        catch (MailTokenException)
        {
            return new ServerTrial("TokenRefused");
        }
        catch (CryptographicException)
        {
            return new ServerTrial("SecretUnreadable");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ServerTrial(nameof(ImapFault.TimedOut));
        }
    }

    /// <summary>In the words that faults of reading have.</summary>
    private static string FaultOf(SmtpException error) => (error.Step, error.Reply) switch
    {
        (SmtpStep.Connect, _) => nameof(ImapFault.Unreachable),
        (SmtpStep.Tls, _) => nameof(ImapFault.TlsFailed),
        (SmtpStep.Authenticate, not null) => nameof(ImapFault.AuthenticationRefused),
        (SmtpStep.Authenticate, null) => nameof(ImapFault.AuthenticationWayMissing),
        _ => nameof(ImapFault.Unavailable),
    };
}
