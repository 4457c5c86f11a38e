using Isberg.Storage;

namespace Isberg.Services;

/// <summary>A mailbox: read by IMAP, and answered from by SMTP. Its mails go to a service.</summary>
public sealed class Mailbox : IOfCentre
{
    public MailboxId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>What the staff call it.</summary>
    public required string Name { get; set; }

    /// <summary>Citizens write to this address, and answers come from it.</summary>
    public required string Address { get; set; }

    /// <summary>The name beside the address in answers; without one, the service's.</summary>
    public Texts Sender { get; set; } = Texts.Of();

    /// <summary>Under every answer.</summary>
    public Texts Signature { get; set; } = Texts.Of();

    /// <summary>Sent once to whoever begins a conversation; without a text, nothing is sent.</summary>
    public Texts Receipt { get; set; } = Texts.Of();

    /// <summary>Where its mails go that no rule sends elsewhere.</summary>
    public ServiceId Service { get; set; }

    public IReadOnlyList<MailRule> Rules { get; set; } = [];

    public MailServer Incoming { get; set; } = new("", 993, LineSecurity.Tls, "", null);

    public MailServer Outgoing { get; set; } = new("", 587, LineSecurity.StartTls, "", null);

    /// <summary>The folder that is read.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where mails are moved once they are taken; it is made when it is missing. Null: they stay, marked as read.</summary>
    public string? TakenFolder { get; set; }

    /// <summary>Where mails are moved that are left to people: loops, spam, blocked senders, what is too large.</summary>
    public string AsideFolder { get; set; } = "Isberg-aside";

    /// <summary>The name by which the receiving server signs its verdicts (Authentication-Results). Null: no verdict is trusted.</summary>
    public string? TrustedServer { get; set; }

    /// <summary>The server delivers name+anything@domain to name@domain.</summary>
    public bool TakesPlusAddresses { get; set; }

    /// <summary>A scanner writes to it: what is attached are letters, and the mails themselves say nothing.</summary>
    public bool IsOfScans { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>How to reach a mail server, and as whom.</summary>
/// <param name="Secret">Sealed under the master key; see <see cref="SecretPurpose"/>. Null: no sign-in.</param>
public sealed record MailServer(string Host, int Port, LineSecurity Security, string User, string? Secret)
{
    public const string SecretPurpose = "mailbox";

    public MailSignIn SignIn { get; init; }
}

public enum MailSignIn
{
    Password,

    /// <summary>A token of OAuth 2, as Microsoft 365 and Google demand.</summary>
    OAuth,
}

/// <summary>How the line to a mail server is guarded.</summary>
public enum LineSecurity
{
    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>TLS after STARTTLS; without it nothing is sent.</summary>
    StartTls,

    /// <summary>Not at all: only to a server on the same machine.</summary>
    None,
}

/// <summary>Sends certain mails to another service. The first rule that fits is followed.</summary>
/// <param name="Contains">Whole or in part, without regard to capitals; of a language, its code; of a verdict, fail or pass.</param>
public sealed record MailRule(MailRuleField Field, string Contains, ServiceId Service);

public enum MailRuleField
{
    To, Subject, From, Language, Verdict,
}
