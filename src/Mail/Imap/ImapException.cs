namespace Isberg.Mail.Imap;

/// <summary>What is wrong with a mailbox or its server, one value for each thing that somebody would do something else about.</summary>
public enum ImapFault
{
    /// <summary>No such host, or nobody answers there.</summary>
    Unreachable,

    /// <summary>The server was silent, or too slow.</summary>
    TimedOut,

    /// <summary>STARTTLS is demanded, and the server does not offer it.</summary>
    TlsMissing,

    /// <summary>TLS was not agreed on, or somebody meddled with its beginning.</summary>
    TlsFailed,

    CertificateExpired,

    CertificateForAnotherName,

    CertificateUntrusted,

    /// <summary>The name, password or token is not taken.</summary>
    AuthenticationRefused,

    /// <summary>The server does not offer this way of signing in.</summary>
    AuthenticationWayMissing,

    /// <summary>The server cannot do it now; later it may.</summary>
    Unavailable,

    ConnectionLost,

    /// <summary>The server has ended the connection on purpose.</summary>
    Bye,

    /// <summary>The server said what no server may say, or more than is reasonable.</summary>
    ProtocolBroken,

    FolderMissing,

    MessageMissing,

    /// <summary>The server said no to one command, and the connection goes on.</summary>
    Refused,
}

/// <summary>A mailbox cannot be used as wished. Neither the message nor anything within it holds a password or token.</summary>
public sealed class ImapException(ImapFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    private const int MostWords = 300;

    public ImapFault Fault => fault;

    /// <summary>What the server said, on one line and shortened; null when it said nothing.</summary>
    public string? ServerWords { get; private init; }

    /// <summary>The server's code in brackets, as OVERQUOTA; null when there is none.</summary>
    public string? Code { get; private init; }

    internal static ImapException Said(ImapFault fault, string message, string? words, string? code = null)
    {
        var shown = Shown(words ?? "");
        return shown.Length == 0
            ? new ImapException(fault, message) { Code = code }
            : new ImapException(fault, $"{message} The server said: {shown}") { ServerWords = shown, Code = code };
    }

    internal static ImapException Broken(string message) => new(ImapFault.ProtocolBroken, message);

    private static string Shown(string words)
    {
        var line = new string([.. words.Take(MostWords).Select(it => char.IsControl(it) ? ' ' : it)]).Trim();
        return char.IsHighSurrogate(line.LastOrDefault()) ? line[..^1] : line;
    }
}
