using System.Globalization;
using System.Text;

namespace Isberg.Mail.Smtp;

/// <summary>When the sender wants to be told of a message (RFC 3461).</summary>
[Flags]
public enum DeliveryStatusNotification
{
    Never = 0,
    Success = 1,
    Failure = 2,
    Delay = 4,
}

/// <summary>How much of the message comes back with what the sender is told.</summary>
public enum DeliveryStatusNotificationType
{
    Unspecified,
    Full,
    HeadersOnly,
}

/// <summary>Somebody to whom a server shall bring a message.</summary>
public sealed record EnvelopeRecipient(string Address)
{
    /// <summary>Null: as the server does usually.</summary>
    public DeliveryStatusNotification? Notify { get; init; }

    /// <summary>To whom the message went at first.</summary>
    public string? OriginalAddress { get; init; }
}

/// <summary>From whom and to whom a message goes, whatever stands in it.</summary>
public sealed record Envelope
{
    private const int LongestId = 100;

    /// <summary>To whom a server tells what went wrong; empty: to nobody, as with automatic answers.</summary>
    public required string Sender { get; init; }

    public required IReadOnlyList<EnvelopeRecipient> Recipients { get; init; }

    public DeliveryStatusNotificationType Return { get; init; }

    /// <summary>Comes back with what the sender is told; at most 100 characters once encoded.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>Everybody in To, Cc and Bcc.</summary>
    public static Envelope Of(OutgoingMail mail) => new()
    {
        Sender = (mail.Sender ?? mail.From.Mailboxes.First()).Address,
        Recipients = [.. mail.Recipients.Select(it => new EnvelopeRecipient(it.Address))],
    };

    internal bool NeedsInternational => !Ascii.IsValid(AddressText.LocalPart(Sender)) || Recipients.Any(it => !Ascii.IsValid(AddressText.LocalPart(it.Address)));

    internal string MailFrom(long size, bool is8Bit, bool isInternational, SmtpCapabilities offered)
    {
        var command = new StringBuilder("MAIL FROM:<").Append(Sender.Length == 0 ? "" : AddressText.Write(Sender, isInternational)).Append('>');
        if (offered.HasSize) command.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (is8Bit) command.Append(" BODY=8BITMIME");
        if (isInternational) command.Append(" SMTPUTF8");
        if (!offered.HasDsn) return command.ToString();

        if (Return != DeliveryStatusNotificationType.Unspecified) command.Append(Return == DeliveryStatusNotificationType.Full ? " RET=FULL" : " RET=HDRS");
        if (EnvelopeId is not null) command.Append(" ENVID=").Append(Xtext(EnvelopeId));
        return command.ToString();
    }

    /// <exception cref="FormatException">The address is none.</exception>
    internal static string RcptTo(EnvelopeRecipient recipient, bool isInternational, SmtpCapabilities offered)
    {
        var command = new StringBuilder("RCPT TO:<").Append(AddressText.Write(recipient.Address, isInternational)).Append('>');
        if (!offered.HasDsn) return command.ToString();

        if (recipient.Notify is { } notify) command.Append(" NOTIFY=").Append(notify == 0 ? "NEVER" : notify.ToString().ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal));
        if (recipient.OriginalAddress is { } original) command.Append(Ascii.IsValid(original) ? " ORCPT=rfc822;" : " ORCPT=utf-8;").Append(Ascii.IsValid(original) ? Xtext(original) : Unitext(original));
        return command.ToString();
    }

    /// <summary>Wrong in itself, whatever a server offers.</summary>
    internal void Check()
    {
        if (Recipients.Count == 0) throw new ArgumentException("A message goes to somebody.");
        if (EnvelopeId is { } id && (!Ascii.IsValid(id) || Xtext(id).Length > LongestId)) throw new ArgumentException("The id of an envelope has at most 100 characters, all ASCII.");
        if (Sender.Length > 0) AddressText.Write(Sender, isInternational: true);
    }

    /// <summary>RFC 3461, 4.</summary>
    private static string Xtext(string text) =>
        string.Concat(text.Select(it => it is > ' ' and < (char)0x7F and not ('+' or '=') ? it.ToString() : string.Create(CultureInfo.InvariantCulture, $"+{(int)it:X2}")));

    /// <summary>RFC 6533, 3: in ASCII, for servers of every kind.</summary>
    private static string Unitext(string text) =>
        string.Concat(text.EnumerateRunes().Select(it => it.Value is > ' ' and < 0x7F and not ('+' or '=' or '\\') ? it.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{{{it.Value:X2}}}")));
}
