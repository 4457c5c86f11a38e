using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Isberg.Mail.Imap;
using Isberg.Mail.Smtp;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>Tries a mailbox out before it is relied on: connects to both servers, signs in, opens the folder, and changes nothing.</summary>
public sealed class TryMailbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly MailLine line;

    internal TryMailbox(MailLine line) => this.line = line;

    /// <param name="Fault">What is wrong; null: it works.</param>
    /// <param name="ServerWords">What the server itself said, in its own language.</param>
    public sealed record ServerTrial(MailboxFault? Fault, string? ServerWords = null);

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
        MailboxFault? certificate = null;
        bool Judge(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
        {
            if (errors != SslPolicyErrors.None) certificate = Of(chain, errors);
            return errors == SslPolicyErrors.None;
        }

        try
        {
            await using var client = await line.Outgoing(mailbox, stop, Judge);
            await client.DisconnectAsync(stop);
        }
        catch (SmtpException) when (certificate is { } fault)
        {
            throw new CertificateException(fault);
        }
    }

    private static async Task<ServerTrial> Try(Func<Task> act, CancellationToken stop)
    {
        try
        {
            await act();
            return new ServerTrial(null);
        }
        catch (ImapException error)
        {
            return new ServerTrial(MailboxFaults.Of(error), error.ServerWords);
        }
        catch (SmtpException error)
        {
            return new ServerTrial(MailboxFaults.Of(error), error.Reply?.Text);
        }
        catch (CertificateException error)
        {
            return new ServerTrial(error.Fault);
        }
        catch (MailTokenException)
        {
            return new ServerTrial(MailboxFault.TokenRefused);
        }
        catch (CryptographicException)
        {
            return new ServerTrial(MailboxFault.SecretUnreadable);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ServerTrial(MailboxFault.TimedOut);
        }
    }

    private static MailboxFault Of(X509Chain? chain, SslPolicyErrors errors)
    {
        if (chain?.ChainStatus.Any(it => it.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true) return MailboxFault.CertificateExpired;
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? MailboxFault.CertificateForAnotherName : MailboxFault.CertificateUntrusted;
    }

    private sealed class CertificateException(MailboxFault fault) : Exception
    {
        public MailboxFault Fault => fault;
    }
}
