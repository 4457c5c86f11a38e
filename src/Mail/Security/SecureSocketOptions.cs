namespace Isberg.Mail.Security;

/// <summary>How a connection to a mail server is secured.</summary>
public enum SecureSocketOptions
{
    /// <summary>Not at all: for servers on the same machine.</summary>
    None,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    SslOnConnect,

    /// <summary>TLS after STARTTLS, which is demanded: without it nothing is sent.</summary>
    StartTls,
}
