using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>A mail to be written. It is written the same, byte for byte, every time.</summary>
/// <remarks>
/// Nothing that is put in can become a header of its own. In what people read (subject, names, file names) control
/// characters, line ends among them, become blanks; everywhere else they are refused when the mail is written.
/// </remarks>
public sealed record OutgoingMail
{
    public required InternetAddressList From { get; init; }

    /// <summary>Who really sends it; must be given when it is from several.</summary>
    public MailboxAddress? Sender { get; init; }

    public InternetAddressList ReplyTo { get; init; } = InternetAddressList.Empty;

    public InternetAddressList To { get; init; } = InternetAddressList.Empty;

    public InternetAddressList Cc { get; init; } = InternetAddressList.Empty;

    /// <summary>They get the mail, but are never written into it.</summary>
    public InternetAddressList Bcc { get; init; } = InternetAddressList.Empty;

    public string Subject { get; init; } = "";

    public required DateTimeOffset Date { get; init; }

    /// <summary>Without angle brackets; see <see cref="MessageIds.New"/>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Without angle brackets. Ids that cannot be written are left out.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>The oldest first. Of many, the oldest and the newest are written.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further headers, such as Auto-Submitted; none that the mail has already.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public BodyBuilder Body { get; init; } = new();

    /// <summary>Everybody who gets the mail, each once.</summary>
    public IEnumerable<MailboxAddress> Recipients => To.Mailboxes.Concat(Cc.Mailboxes).Concat(Bcc.Mailboxes).DistinctBy(it => it.Address, StringComparer.OrdinalIgnoreCase);

    /// <summary>Somebody's name before the @ is not ASCII: only a server that offers SMTPUTF8 can take the mail.</summary>
    public bool NeedsInternational =>
        From.Mailboxes.Concat(ReplyTo.Mailboxes).Concat(Recipients).Append(Sender).Any(it => it is not null && !System.Text.Ascii.IsValid(AddressText.LocalPart(it.Address)));

    /// <summary>Writes the mail as it goes on the wire. Files are read while they are written, and need little memory.</summary>
    /// <exception cref="FormatException">A header cannot be written; nothing is written then.</exception>
    public async Task WriteToAsync(Stream to, FormatOptions? options = null, CancellationToken stop = default)
    {
        var output = new MimeOutput(to);
        var headers = MailHeaders.Of(this, options ?? FormatOptions.Default);
        await new MimeWriter(output, (options ?? FormatOptions.Default).International, MessageId).Write(headers, Body.ToPart(), stop);
        await output.Flush(stop);
    }
}
