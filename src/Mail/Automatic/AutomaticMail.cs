using Isberg.Mail.Headers;
using Isberg.Mail.Reports;

namespace Isberg.Mail.Automatic;

/// <summary>What kind of machine wrote a mail.</summary>
public enum AutomaticKind
{
    /// <summary>A person wrote it, as far as can be told.</summary>
    None,

    /// <summary>A mail could not be delivered, or is late, or was delivered.</summary>
    DeliveryReport,

    /// <summary>A mail was read.</summary>
    ReadReceipt,

    /// <summary>Somebody complains of a mail, or unsubscribes.</summary>
    Complaint,
    OutOfOffice,

    /// <summary>Any other answer that a program gave.</summary>
    AutomaticReply,

    /// <summary>An invitation was accepted or declined.</summary>
    CalendarReply,

    /// <summary>It came through a mailing list, or went to many.</summary>
    Bulk,

    /// <summary>A program sent it without being asked, or nobody reads what is sent back.</summary>
    Notification,
}

/// <summary>Whether a machine wrote a mail (RFC 3834 and its forerunners).</summary>
/// <param name="Why">The sign by which it is known: a header with its value, or the words; empty for ordinary mail.</param>
public sealed record AutomaticMail(AutomaticKind Kind, string Why)
{
    private const int LongestWhy = 200;

    /// <summary>Whether a program may answer it. People always may.</summary>
    public bool MayBeAnswered => Kind == AutomaticKind.None;

    public static AutomaticMail Of(MimeMessage mail)
    {
        var found = ByReport(mail) ?? ByCalendar(mail) ?? ByHeaders(mail) ?? ByWords(mail) ?? BySender(mail);
        return found is { } it ? new(it.Kind, it.Why[..Math.Min(it.Why.Length, LongestWhy)]) : new(AutomaticKind.None, "");
    }

    private static (AutomaticKind Kind, string Why)? ByReport(MimeMessage mail)
    {
        var type = mail.Body.ContentType;
        var kind = DeliveryReport.Of(mail)?.Kind;
        if (kind is null && type is { Type: "multipart", Subtype: "report" }) kind = ReportKind.Delivery;
        return kind switch
        {
            ReportKind.Delivery => (AutomaticKind.DeliveryReport, $"Content-Type: {type.MimeType}"),
            ReportKind.Disposition => (AutomaticKind.ReadReceipt, "Content-Type: message/disposition-notification"),
            ReportKind.Feedback => (AutomaticKind.Complaint, "Content-Type: message/feedback-report"),
            _ => null,
        };
    }

    private static (AutomaticKind, string)? ByCalendar(MimeMessage mail) =>
        mail.Body.All.FirstOrDefault(it => it.ContentType is { Type: "text", Subtype: "calendar" } && it.ContentType.Parameters["method"]?.ToUpperInvariant() is "REPLY" or "COUNTER" or "DECLINECOUNTER" or "REFRESH") is { } found
            ? (AutomaticKind.CalendarReply, $"Content-Type: text/calendar; method={found.ContentType.Parameters["method"]}") : null;

    private static (AutomaticKind, string)? ByHeaders(MimeMessage mail)
    {
        foreach (var header in mail.Headers)
        {
            if (AutomaticHeaders.KindOf(header) is not { } kind) continue;

            var isAbsence = kind is AutomaticKind.AutomaticReply or AutomaticKind.Notification && AbsenceWords.IsSubject(mail.Subject);
            return (isAbsence ? AutomaticKind.OutOfOffice : kind, $"{header.Field}: {header.Value}");
        }

        if (BounceSigns.HasNoReturnPath(mail)) return (AbsenceWords.IsSubject(mail.Subject) ? AutomaticKind.OutOfOffice : AutomaticKind.Notification, "Return-Path: <>");
        return null;
    }

    private static (AutomaticKind, string)? ByWords(MimeMessage mail)
    {
        if (AbsenceWords.IsSubject(mail.Subject)) return (AutomaticKind.OutOfOffice, $"Subject: {mail.Subject}");

        var body = MessageBody.Of(mail);
        return AbsenceWords.In(body.Text ?? (body.Html is { } page ? HtmlText.Of(page) : "")) is { } words ? (AutomaticKind.OutOfOffice, words) : null;
    }

    private static (AutomaticKind, string)? BySender(MimeMessage mail)
    {
        foreach (var it in mail.From.Mailboxes.Concat(mail.ReplyTo.Mailboxes).Concat(mail.Sender is { } sender ? [sender] : []))
            if (AutomaticSenders.IsMachine(it.Address)) return (AutomaticKind.Notification, $"From: {it.Address}");
        return mail.From.Mailboxes.Any() || mail.ReplyTo.Mailboxes.Any() ? null : (AutomaticKind.Notification, "From:");
    }
}
