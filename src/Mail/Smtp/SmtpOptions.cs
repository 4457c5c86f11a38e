using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Isberg.Mail.Smtp;

/// <summary>How long an SMTP client waits, and whom it trusts. The times are those that RFC 5321 (4.5.3.2) asks for, or shorter where a person waits.</summary>
public sealed record SmtpOptions
{
    public static readonly SmtpOptions Usual = new();

    /// <summary>Until a connection stands; the same again for TLS, and for the greeting.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A whole reply to a command, however slowly it comes.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Until the server has taken one piece of the message.</summary>
    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The reply to a whole message, which the server may look through first.</summary>
    public TimeSpan EndOfDataTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>By which all these times are measured.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How we name ourselves; null: by the address from which we connect.</summary>
    public string? LocalDomain { get; init; }

    /// <summary>Null: the system decides, as it should. It is asked for every certificate, the good ones too.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; init; }

    public X509RevocationMode CertificateRevocation { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Passwords and tokens go over an unencrypted connection only where this is said: for servers on the same machine.</summary>
    public bool AllowsUnencryptedAuthentication { get; init; }
}
