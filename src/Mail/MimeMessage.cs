using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>A mail: its headers and its parts. It reads its contents from the source, which must live as long.</summary>
public sealed class MimeMessage(HeaderList headers, MimeEntity body)
{
    public HeaderList Headers => headers;

    public MimeEntity Body => body;

    /// <summary>Empty when there is none.</summary>
    public string Subject => headers["Subject"] ?? "";

    public InternetAddressList From => InternetAddressList.Of(headers, "From");

    public InternetAddressList ReplyTo => InternetAddressList.Of(headers, "Reply-To");

    public InternetAddressList To => InternetAddressList.Of(headers, "To");

    public InternetAddressList Cc => InternetAddressList.Of(headers, "Cc");

    public InternetAddressList Bcc => InternetAddressList.Of(headers, "Bcc");

    public MailboxAddress? Sender => InternetAddressList.Of(headers, "Sender").Mailboxes.FirstOrDefault();

    /// <summary>Null when it is absent or no date.</summary>
    public DateTimeOffset? Date => DateText.Parse(headers.Find("Date")?.Text);

    /// <summary>Without angle brackets; null when there is none.</summary>
    public string? MessageId => MessageIds.Parse(headers.Find("Message-ID")?.Text) is [var id, ..] ? id : null;

    public IReadOnlyList<string> InReplyTo => MessageIds.Parse(headers.Find("In-Reply-To")?.Text);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<string> References => MessageIds.Parse(headers.Find("References")?.Text);

    /// <summary>Reads the structure of a mail; whatever it looks like, something comes of it.</summary>
    public static MimeMessage Load(MailSource source, MimeLimits? limits = null)
    {
        var body = new MimeReader(source, limits ?? MimeLimits.Usual).ReadMessage(out var headers);
        return new MimeMessage(headers, body);
    }

    public static MimeMessage Load(ReadOnlyMemory<byte> bytes) => Load(MailSource.Of(bytes));
}
