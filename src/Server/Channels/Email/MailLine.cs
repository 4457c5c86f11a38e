using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using Isberg.Access;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.Smtp;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>Opens lines to a mailbox's servers.</summary>
internal sealed class MailLine(MasterKey key, MailTokens tokens)
{
    private static readonly Dictionary<string, string> Self = new() { ["name"] = "Isberg" };

    public MailboxAccess Incoming(Mailbox mailbox) => new(mailbox.Incoming.Host, mailbox.Incoming.Port, Of(mailbox.Incoming.Security), stop => ForReading(mailbox.Incoming, stop))
    {
        Folder = mailbox.Folder, Self = Self,
    };

    /// <summary>Connected, and signed in where there is somebody to sign in as.</summary>
    /// <param name="judge">Looks at the server's certificate; null: the system does.</param>
    /// <exception cref="SmtpException">It cannot be reached, or does not let us in.</exception>
    public async Task<SmtpClient> Outgoing(Mailbox mailbox, CancellationToken stop, RemoteCertificateValidationCallback? judge = null)
    {
        var server = mailbox.Outgoing;
        var client = new SmtpClient(new SmtpOptions { AllowsUnencryptedAuthentication = server.Security == LineSecurity.None, ServerCertificateValidationCallback = judge });
        try
        {
            await client.ConnectAsync(server.Host, server.Port, Of(server.Security), stop);
            if (server.Secret is not null) await SignIn(client, server, stop);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public string Seal(string secret) => key.Seal(secret, MailServer.SecretPurpose);

    /// <summary>Passwords go unguarded only to this very machine.</summary>
    public static bool IsOwnMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A mailbox that there is no way into cannot be read, and is told so, like any other.</summary>
    private async Task<SaslMechanism> ForReading(MailServer server, CancellationToken stop)
    {
        try
        {
            return await SignIn(server, stop);
        }
        catch (MailTokenException error)
        {
            throw new ImapException(ImapFault.Unavailable, error.Message, error);
        }
        catch (CryptographicException error)
        {
            throw new ImapException(ImapFault.AuthenticationRefused, "The mailbox's password cannot be read. Set it anew.", error);
        }
    }

    private async Task SignIn(SmtpClient client, MailServer server, CancellationToken stop)
    {
        if (server.SignIn == MailSignIn.OAuth) await client.AuthenticateAsync(await SignIn(server, stop), stop);
        else await client.AuthenticateAsync(server.User, key.Open(server.Secret!, MailServer.SecretPurpose), stop);
    }

    private async Task<SaslMechanism> SignIn(MailServer server, CancellationToken stop)
    {
        var secret = server.Secret is { } kept ? key.Open(kept, MailServer.SecretPurpose) : "";
        if (server.SignIn == MailSignIn.OAuth) return new SaslMechanismOAuth2(server.User, await tokens.Of(secret, stop));
        return new SaslMechanismPlain(server.User, secret);
    }

    private static SecureSocketOptions Of(LineSecurity security) => security switch
    {
        LineSecurity.Tls => SecureSocketOptions.SslOnConnect,
        LineSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
