using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>The mail that a message came or goes as: who it is from and to, its source, and what became of it. All that it says of people can be erased.</summary>
public sealed class MailRow : IOfCommissioner
{
    public MailId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ContactId Contact { get; init; }

    public MessageId Message { get; init; }

    /// <summary>The side conversation that it belongs to. Null: the citizen's own.</summary>
    public SideId? Side { get; init; }

    public MailboxId Mailbox { get; init; }

    public bool IsOutgoing { get; init; }

    public MailState State { get; set; }

    public DateTimeOffset At { get; init; }

    /// <summary>The same mail has the same, however often and wherever it comes: a hash of what it is. Null: it goes out, or is a copy of another one.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Its Message-ID, without angle brackets. Null when it has none, or is erased.</summary>
    public string? HeaderId { get; set; }

    public string? Subject { get; set; }

    public MailAddress? From { get; set; }

    public IReadOnlyList<MailAddress> To { get; set; } = [];

    public IReadOnlyList<MailAddress> Cc { get; set; } = [];

    public IReadOnlyList<MailAddress> Bcc { get; set; } = [];

    /// <summary>Where the sender wants answers; none: where it came from.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; set; } = [];

    /// <summary>What of it was folded away: what it answers to, and who signed it.</summary>
    public FoldedText Folded { get; set; } = new(null, null);

    /// <summary>It looks like more than its text: there is a page to show.</summary>
    public bool HasPage { get; init; }

    /// <summary>What was attached and is not among the message's files; it is in the source.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut { get; set; } = [];

    /// <summary>Its source still holds something harmful, and is given to nobody.</summary>
    public bool HoldsUnsafe => LeftOut.Any(it => it.Why is LeftOutFile.Unsafe or LeftOutFile.Unchecked);

    /// <summary>Pictures that its page shows.</summary>
    public IReadOnlyList<InlineFile> Inline { get; set; } = [];

    /// <summary>What the receiving server found out about the sender. Null: nothing that we trust.</summary>
    public SenderVerdict? Verdict { get; init; }

    /// <summary>Why it is taken for automatic; such a mail is never answered by a machine. Null: a person wrote it.</summary>
    public string? Automatic { get; init; }

    /// <summary>The whole mail as it came or went: a file under this name. Null when erased.</summary>
    public Guid? Source { get; set; }

    public long SourceBytes { get; init; }

    /// <summary>When it is next tried. Null: there is nothing to try.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>It is taken back by itself when the citizen writes before it is sent.</summary>
    public bool YieldsToCitizen { get; init; }

    /// <summary>It invites to the chat until then; see <see cref="Invitations"/>. Null: it does not, or no longer.</summary>
    public DateTimeOffset? InvitesUntil { get; set; }

    /// <summary>Where the citizens' pages are that its link leads to, for instance https://contact.example.se. Null: it has no link.</summary>
    public string? InvitesAt { get; set; }

    /// <summary>How many times the mail server has been asked to take it.</summary>
    public int Attempts { get; set; }

    /// <summary>What went wrong last, as the mail server said it. Null: nothing.</summary>
    public string? Trouble { get; set; }

    /// <summary>What was written, made harmless, when it has formatting; the message's text is what it says. Null: the text alone, or it came.</summary>
    public string? Html { get; set; }

    /// <summary>When a mail server took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was delivered, came back, failed or was taken back.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The server was stopped, or the line was cut, just as it was handed over: the citizen may have got it twice.</summary>
    public bool MayBeTwice { get; set; }

    /// <summary>Notes when it came into a state.</summary>
    internal void Came(MailState state, DateTimeOffset at)
    {
        if (state == MailState.Sent) SentAt = at;
        if (state is MailState.Delivered or MailState.Bounced or MailState.Failed or MailState.Withdrawn) EndedAt = at;
    }
}

/// <summary>A mail address, with the name that was given with it.</summary>
public sealed record MailAddress(string Address, string? Name = null);

/// <summary>What a reader may unfold.</summary>
/// <param name="Quote">What the mail answers to. Null: nothing.</param>
/// <param name="Signature">Null: none.</param>
public sealed record FoldedText(string? Quote, string? Signature);

/// <summary>A file that came with a mail and was not taken in.</summary>
/// <param name="Why">A code: <c>kind</c> is not among those taken in, <c>large</c>, <c>many</c>; or the virus scanner found it <c>unsafe</c>, or could not read it (<c>unchecked</c>).</param>
public sealed record LeftOutFile(string Name, string Why)
{
    public const string Unsafe = "unsafe";

    public const string Unchecked = "unchecked";
}

/// <summary>A picture in a mail's page.</summary>
/// <param name="ContentId">By which the page calls it.</param>
public sealed record InlineFile(string ContentId, Guid File, string ContentType);

/// <summary>What the receiving mail server says of a sender, by the codes of RFC 8601: pass, fail, softfail, none …</summary>
public sealed record SenderVerdict(string? Dkim, string? Spf, string? Dmarc);
