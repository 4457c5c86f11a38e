using System.Security.Cryptography;
using Isberg.Mail.Imap;
using Isberg.Mail.Smtp;

namespace Isberg.Channels.Email;

/// <summary>Why a mailbox cannot be read, or not be written from. The screens say it in words, and what to do about it.</summary>
public enum MailboxFault
{
    Unreachable, TimedOut, TlsMissing, TlsFailed, CertificateExpired, CertificateForAnotherName, CertificateUntrusted, AuthenticationRefused, AuthenticationWayMissing,
    Unavailable, ConnectionLost, Bye, ProtocolBroken, FolderMissing, MessageMissing, Refused,

    /// <summary>The service that gives tokens gave none.</summary>
    TokenRefused,

    /// <summary>The stored password was sealed under another master key.</summary>
    SecretUnreadable,

    /// <summary>The mailbox can be read, but there is no room for what is in it: the disk is full.</summary>
    DiskFull,

    /// <summary>… but the service is archived, or does not have the channel that its mails become: e-mail, or of scans, letter.</summary>
    ChannelMissing,

    /// <summary>… but the centre takes no more contacts.</summary>
    CentreFull,

    /// <summary>… but a mail could not be taken in; the log says why.</summary>
    NotTaken,

    /// <summary>… but the virus scanner does not answer, and nothing is taken in unchecked.</summary>
    ScannerSilent,
}

/// <summary>The same words for both halves of a mailbox, whoever it was that failed.</summary>
internal static class MailboxFaults
{
    public static MailboxFault Of(ImapException error) => error.InnerException switch
    {
        MailTokenException => MailboxFault.TokenRefused,
        CryptographicException => MailboxFault.SecretUnreadable,
        _ => Enum.Parse<MailboxFault>(error.Fault.ToString()),
    };

    /// <summary>Of a mailbox that can be read, and whose mails wait in it all the same.</summary>
    public static MailboxFault OfTaking(Exception error) => (error as MailWaitsException)?.Code switch
    {
        "mail.no_room" or "letter.no_room" => MailboxFault.DiskFull,
        "mail.no_channel" or "letter.no_channel" => MailboxFault.ChannelMissing,
        "floor.full" => MailboxFault.CentreFull,
        "file.unscanned" => MailboxFault.ScannerSilent,
        _ => MailboxFault.NotTaken,
    };

    public static MailboxFault Of(SmtpException error) => (error.Step, error.Reply?.Code) switch
    {
        (SmtpStep.Connect, _) => MailboxFault.Unreachable,
        (SmtpStep.Tls, null) when error is { Fate: SmtpFate.Permanent, InnerException: null } => MailboxFault.TlsMissing,
        (SmtpStep.Tls, _) => MailboxFault.TlsFailed,
        (SmtpStep.Authenticate, null) => error.Fate == SmtpFate.Permanent ? MailboxFault.AuthenticationWayMissing : MailboxFault.ConnectionLost,
        (SmtpStep.Authenticate, >= 500) => MailboxFault.AuthenticationRefused,
        (_, null) => MailboxFault.ProtocolBroken,
        (_, >= 500) => MailboxFault.Refused,
        _ => MailboxFault.Unavailable,
    };
}
