namespace Isberg.Mail.Imap;

/// <summary>How long an IMAP client waits, and how much it takes from a server.</summary>
public sealed record ImapOptions
{
    public static readonly ImapOptions Usual = new();

    /// <summary>Until a connection stands, TLS and greeting included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence within a command.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A whole command.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A command that carries a whole mail.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>One IDLE command; servers may hang up after 30 minutes, and many firewalls forget after ten.</summary>
    public TimeSpan IdlePeriod { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>Between two questions where the server has no IDLE.</summary>
    public TimeSpan PollPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>One response, its literals included, but for mails on their way into a stream.</summary>
    public int ResponseBytes { get; init; } = 256 * 1024;

    /// <summary>One list of message numbers.</summary>
    public int SearchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Responses to one command.</summary>
    public int Responses { get; init; } = 200_000;

    /// <summary>Messages that one search finds.</summary>
    public int Found { get; init; } = 1_000_000;

    /// <summary>Folders that are listed.</summary>
    public int Folders { get; init; } = 10_000;

    /// <summary>Messages asked for or changed in one command.</summary>
    public int Batch { get; init; } = 500;
}
