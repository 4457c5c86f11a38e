using System.Net.Security;
using Isberg.Mail.Security;

namespace Isberg.Mail.Imap;

/// <summary>Where a mailbox is, and how one gets in.</summary>
/// <param name="Credentials">Asked for before every connection, because tokens do not last.</param>
public sealed record MailboxAccess(string Host, int Port, SecureSocketOptions Security, Func<CancellationToken, Task<SaslMechanism>> Credentials)
{
    public string Folder { get; init; } = "INBOX";

    public FolderAccess Access { get; init; } = FolderAccess.ReadWrite;

    /// <summary>Said to servers that ask what program this is; empty to keep it to oneself.</summary>
    public IReadOnlyDictionary<string, string> Self { get; init; } = new Dictionary<string, string>();

    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; init; }

    public ImapOptions Options { get; init; } = ImapOptions.Usual;

    /// <summary>Messages that are handed on together.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>The first pause after a failure, and the longest.</summary>
    public (TimeSpan First, TimeSpan Most) Pauses { get; init; } = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    /// <summary>The shortest pause after a refused password; more tries could get the account locked.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Connects, signs in and opens the folder.</summary>
    internal async Task<(ImapClient Client, ImapFolder Folder)> OpenAsync(TimeProvider clock, CancellationToken stop)
    {
        var client = new ImapClient(Options, clock) { ServerCertificateValidationCallback = ServerCertificateValidationCallback };
        try
        {
            await client.ConnectAsync(Host, Port, Security, stop);
            if (!client.IsAuthenticated) await SignInAsync(client, stop);
            if (Self.Count > 0) await client.IdentifyAsync(Self, stop);
            var folder = await client.GetFolderAsync(Folder, stop);
            await folder.OpenAsync(Access, stop);
            return (client, folder);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(ImapClient client, CancellationToken stop) => await client.AuthenticateAsync(await Credentials(stop), stop);
}
