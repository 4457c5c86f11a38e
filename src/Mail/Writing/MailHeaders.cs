using System.Globalization;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>The headers of a mail to be written, but for those that say what its body is.</summary>
internal static class MailHeaders
{
    /// <summary>Long threads would make headers that servers refuse.</summary>
    private const int MostReferences = 40;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Resent-Bcc", "Return-Path",
    };

    /// <exception cref="FormatException">One of them cannot be written.</exception>
    public static HeaderWriter Of(OutgoingMail mail, FormatOptions options)
    {
        var headers = new HeaderWriter(options.International);
        if (mail.From.Count == 0) throw new FormatException("A mail is from somebody.");
        if (mail.From.Count > 1 && mail.Sender is null) throw new FormatException("A mail from several must name its sender.");
        if (!headers.IsWritable(mail.MessageId)) throw new FormatException("The id of the message is not one.");

        headers.Addresses("From", mail.From);
        if (mail.Sender is { } sender) headers.Addresses("Sender", new InternetAddressList([sender]));
        headers.Addresses("Reply-To", mail.ReplyTo);
        headers.Addresses("To", mail.To);
        headers.Addresses("Cc", mail.Cc);
        if (mail.To.Count + mail.Cc.Count == 0) headers.Tokens("To", "undisclosed-recipients:;");
        headers.Text("Subject", mail.Subject);
        headers.Tokens("Date", Written(mail.Date).Split(' '));
        headers.Tokens("Message-ID", $"<{mail.MessageId}>");
        headers.Ids("In-Reply-To", mail.InReplyTo);
        headers.Ids("References", Shortened(mail.References));
        foreach (var (field, value) in mail.Headers) Foreign(headers, field, value);
        headers.Tokens("MIME-Version", "1.0");
        return headers;
    }

    private static string Written(DateTimeOffset date) =>
        date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static IEnumerable<string> Shortened(IReadOnlyList<string> ids) => ids.Count <= MostReferences ? ids : ids.Take(1).Concat(ids.Skip(ids.Count - MostReferences + 1));

    private static void Foreign(HeaderWriter headers, string field, string value)
    {
        if (Own.Contains(field) || field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) throw new FormatException($"The mail writes {field} itself.");
        headers.Foreign(field, value);
    }
}
