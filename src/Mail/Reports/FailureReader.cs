using Isberg.Mail.Headers;
using R = Isberg.Mail.Reports.FailureReason;

namespace Isberg.Mail.Reports;

/// <summary>Reads what became of a mail for each recipient: from the fields for programs where there are any, else from the words.</summary>
internal static class FailureReader
{
    private const int LongestDiagnostic = 1_000;

    private static readonly string[] InData = ["end of data", "reply to data", "final data", ">>> data", "for text command", "after data", "[body]", "(state 17)", "(state 18)", "smtp command\ndata", "failed after i sent the message"];

    /// <summary>Where these follow, the server turned the recipient away, and DATA was sent before its answer was read.</summary>
    private static readonly string[] NotInData = ["no valid recipients", "need rcpt", "rcpt first", "need recipient", "valid rcpt command"];

    /// <summary>Where these stand, no recipient had been named yet.</summary>
    private static readonly string[] BeforeRecipient = ["my name was rejected", "sender was rejected", "after mail from", "after initial connection", "reply to mail from", "reply to helo", "reply to ehlo", "after helo", "after ehlo", ">>> mail from", "refused to talk to me", "send mail as"];

    private static readonly string[] StillTrying = ["warning message only", "has been delayed", "will be retried", "temporary failure report", "will keep trying", "do not need to resend", "still undelivered", "is delayed for more than"];

    public static IReadOnlyList<RecipientStatus> Read(MimeMessage mail, ReportParts parts)
    {
        var sections = RecipientSections.Of(mail, parts);
        var found = parts.Recipients.Count > 0
            ? parts.Recipients.Select(it => OfFields(it, sections, parts))
            : sections.Count > 0 ? sections.Select(it => OfWords(it.Key, it.Value, parts.Words, sections.Count == 1)) : [OfWords("", parts.Words, parts.Words, isOnly: true)];
        return [.. found.DistinctBy(it => it.Address, StringComparer.OrdinalIgnoreCase).Take(DeliveryReport.MostRecipients)];
    }

    private static RecipientStatus OfFields(ReportFields fields, Dictionary<string, string> sections, ReportParts parts)
    {
        var address = ReportFields.Address(fields["Final-Recipient"] ?? fields["Original-Recipient"] ?? "");
        var diagnostic = fields["Diagnostic-Code"] ?? "";
        var words = diagnostic[(diagnostic.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        var section = sections.GetValueOrDefault(address) ?? (parts.Recipients.Count == 1 ? parts.Words : "");
        var (stated, said, near) = (StatusCodes.AtStart(fields["Status"]), StatusCodes.In(words), StatusCodes.In(section));

        var status = said.IsSpecific ? said.Enhanced : stated;
        if (status.Length == 0 || (status.EndsWith(".0.0", StringComparison.Ordinal) && said.Reply.Length == 0 && near.IsSpecific && near.Enhanced[0] == status[0])) status = said.Enhanced.Length > 0 ? said.Enhanced : near.Enhanced;
        var reply = said.Reply.Length > 0 ? said.Reply : near.Reply;
        var action = ActionOf(fields["Action"], status);
        var comment = fields["Status"] is { } written ? written[Math.Min(stated.Length, written.Length)..] : "";
        return Judge(address, action, status, reply, words.Length > 0 ? words : comment, $"{comment} {section}");
    }

    private static RecipientStatus OfWords(string address, string section, string all, bool isOnly)
    {
        var codes = StatusCodes.In(section);
        if (codes is { Reply: "", Enhanced: "" } && section != all) codes = StatusCodes.In(all);
        var action = codes.Enhanced.StartsWith('2') || codes is { Enhanced: "", Reply: ['2', ..] } ? DeliveryAction.Delivered
            : Any(StillTrying, all) ? DeliveryAction.Delayed : DeliveryAction.Failed;
        return Judge(address, action, codes.Enhanced, codes.Reply, section, isOnly ? all : section);
    }

    private static DeliveryAction ActionOf(string? action, string status) => action?.Trim().ToLowerInvariant() switch
    {
        "delivered" or "relayed" or "expanded" or "deliverable" => DeliveryAction.Delivered,
        "delayed" => DeliveryAction.Delayed,
        _ => status.StartsWith('2') ? DeliveryAction.Delivered : DeliveryAction.Failed,
    };

    /// <param name="words">The server's.</param>
    /// <param name="around">What else the report says of this recipient.</param>
    private static RecipientStatus Judge(string address, DeliveryAction action, string status, string reply, string words, string around)
    {
        var reason = action == DeliveryAction.Delivered ? R.None : reply is "521" or "556" ? R.TakesNoMail : Reason(status, words, around); // RFC 7504
        if (status.Length > 0 && reply.Length > 0 && reply[0] != status[0]) reply = "";
        var isTransient = action == DeliveryAction.Delayed || reply.StartsWith('4') || IsLateAtExim(reason, words);
        if (status.Length == 0) status = action == DeliveryAction.Delivered ? "2.0.0" : FailureReasons.StatusOf(reason, isTransient);
        var diagnostic = string.Join(' ', words.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return new RecipientStatus(address, action, status, reply, reason, diagnostic[..Math.Min(diagnostic.Length, LongestDiagnostic)]);
    }

    /// <summary>Exim tells of a mail that it gave up without a code, and its last trouble was a passing one.</summary>
    private static bool IsLateAtExim(R reason, string words) =>
        reason == R.Expired && (words.Contains("been failing for a long time", StringComparison.Ordinal) || words.Contains("retry time not reached", StringComparison.Ordinal) || words.Contains("\nretry timeout exceeded", StringComparison.Ordinal) || words.Contains(" retry timeout exceeded", StringComparison.Ordinal) && !words.Contains("delivery retry", StringComparison.Ordinal));

    private static R Reason(string status, string words, string around)
    {
        var (said, coded) = (FailureWords.Of(words), FailureReasons.OfCode(status));
        if (said == R.NoSuchUser && coded == R.Suspended && FailureWords.Of(around) == R.Suspended) return R.Suspended;
        if (said == R.Unknown && coded == R.Unknown) said = FailureWords.Of(around);
        if (FailureReasons.IsAboutTheMessage(status)) return said is R.Unknown or R.NoSuchUser or R.NoSuchHost or R.Moved or R.TakesNoMail ? (coded == R.Unknown ? R.Filtered : coded) : said;
        if (around.Contains("was aborted after", StringComparison.OrdinalIgnoreCase)) return R.Expired;
        if (said == R.Unknown && around.Contains("groups.google.com/support", StringComparison.OrdinalIgnoreCase)) return R.SenderRejected;
        if (said is R.NoSuchUser or R.NoSuchHost && Any(BeforeRecipient, words)) return R.SenderRejected;
        if (IsEmptyPhrase(words) && status.Length == 0) return R.Filtered;
        if (IsEmptyPhrase(words) && said == R.Unknown) return R.NoSuchUser;
        if (said == R.NoSuchUser) return IsFilterSpeaking(status, words, around) ? R.Filtered : R.NoSuchUser;
        return said == R.Unknown || (coded is R.NoSuchUser or R.NoSuchHost or R.Moved or R.TakesNoMail && said is R.Content or R.System or R.Policy or R.Blocked && !status.EndsWith("1.0", StringComparison.Ordinal)) ? coded : said;
    }

    /// <summary>RFC 5321's own words for 550, which say nothing.</summary>
    private static bool IsEmptyPhrase(string words) => words.Contains("action not taken: mailbox unavailable", StringComparison.OrdinalIgnoreCase);

    /// <summary>A server that took the recipient, and says only after the content that there is none, does not like the content. So does one that names no address.</summary>
    private static bool IsFilterSpeaking(string status, string words, string around)
    {
        if (status.EndsWith(".1.1", StringComparison.Ordinal)) return false;
        return words.Contains("550 : ", StringComparison.Ordinal) || Any(InData, words) || (Any(InData, around) && !Any(NotInData, around));
    }

    private static bool Any(string[] signs, string text) => signs.Any(it => text.Contains(it, StringComparison.OrdinalIgnoreCase));
}
