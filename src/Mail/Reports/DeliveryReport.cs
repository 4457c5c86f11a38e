using Isberg.Mail.Headers;

namespace Isberg.Mail.Reports;

/// <summary>What a report tells of.</summary>
public enum ReportKind
{
    /// <summary>That a mail was, or was not, delivered (RFC 3464, and the many that follow no standard).</summary>
    Delivery,

    /// <summary>That a mail was read, deleted or the like (RFC 8098).</summary>
    Disposition,

    /// <summary>That somebody complains of a mail, or wants no more of them (RFC 5965).</summary>
    Feedback,
}

/// <summary>What became of a mail for one recipient.</summary>
public enum DeliveryAction
{
    Failed,

    /// <summary>The server still tries.</summary>
    Delayed,
    Delivered,
}

/// <summary>What became of a mail for one recipient, as its report tells it.</summary>
/// <param name="Address">Empty when the report names nobody.</param>
/// <param name="Status">An enhanced status code (RFC 3463). What was told in words alone has a number of the form x.0.9nn, which no server gives: see <see cref="FailureReasons.StatusOf"/>. Empty in a complaint.</param>
/// <param name="ReplyCode">The answer's number (RFC 5321); empty when none is told.</param>
/// <param name="Diagnostic">The server's words, or the nearest to them; at most 1,000 signs.</param>
public sealed record RecipientStatus(string Address, DeliveryAction Action, string Status, string ReplyCode, FailureReason Reason, string Diagnostic)
{
    /// <summary>Whether the address itself is at fault and for good, so that nothing more should be sent to it.</summary>
    public bool IsHard => Action == DeliveryAction.Failed && !Status.StartsWith('4') && Reason is FailureReason.NoSuchUser or FailureReason.NoSuchHost or FailureReason.Moved or FailureReason.TakesNoMail;
}

/// <summary>A report about a mail that was sent earlier.</summary>
/// <param name="What">Of a disposition: displayed, deleted …; of feedback: abuse, auth-failure, opt-out …; else empty.</param>
/// <param name="Original">The headers of the mail that it is about, as far as they came along; null when there are none.</param>
/// <param name="OriginalMessageId">Without angle brackets; null when it is not told.</param>
public sealed record DeliveryReport(ReportKind Kind, IReadOnlyList<RecipientStatus> Recipients, string What, HeaderList? Original, string? OriginalMessageId)
{
    /// <summary>Recipients beyond this are left out.</summary>
    public const int MostRecipients = 200;

    /// <summary>Reads the report that a mail is; null when it is none.</summary>
    public static DeliveryReport? Of(MimeMessage mail)
    {
        var parts = ReportParts.Of(mail);
        if (parts.Feedback is { } complaint) return OfFeedback(complaint, parts);
        if (mail.Headers["X-Apple-Unsubscribe"]?.Trim() == "true") return OfFeedback([new("Feedback-Type", "opt-out")], parts);
        if (parts.Disposition is { } disposition) return OfDisposition(disposition, parts);
        if (!BounceSigns.IsBounce(mail, parts)) return null;

        var recipients = FailureReader.Read(mail, parts);
        return recipients.Count == 0 ? null : new DeliveryReport(ReportKind.Delivery, recipients, "", parts.Original, parts.OriginalMessageId ?? mail.InReplyTo.Concat(mail.References.Reverse()).FirstOrDefault());
    }

    private static DeliveryReport OfFeedback(ReportFields fields, ReportParts parts)
    {
        var told = fields.All("Original-Rcpt-To").Concat(fields.All("Removal-Recipient")).Select(ReportFields.Address).Where(it => it.Length > 0).Take(MostRecipients).ToList();
        if (told.Count == 0) told.Add("");
        var recipients = told.ConvertAll(it => new RecipientStatus(it, DeliveryAction.Delivered, "", "", FailureReason.None, ""));
        return new DeliveryReport(ReportKind.Feedback, recipients, fields["Feedback-Type"]?.Trim().ToLowerInvariant() ?? "", parts.Original, parts.OriginalMessageId);
    }

    private static DeliveryReport OfDisposition(ReportFields fields, ReportParts parts)
    {
        var what = fields["Disposition"] ?? "";
        what = what[(what.IndexOf(';', StringComparison.Ordinal) + 1)..].Split('/')[0].Trim().ToLowerInvariant();
        var address = ReportFields.Address(fields["Final-Recipient"] ?? fields["Original-Recipient"] ?? "");
        var recipient = new RecipientStatus(address, DeliveryAction.Delivered, "", "", FailureReason.None, "");
        return new DeliveryReport(ReportKind.Disposition, [recipient], what, parts.Original, MessageIds.Parse(fields["Original-Message-ID"]) is [var id, ..] ? id : parts.OriginalMessageId);
    }
}
