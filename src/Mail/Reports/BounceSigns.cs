namespace Isberg.Mail.Reports;

/// <summary>By what a mail is known to be the report of a mail server, though it may follow no standard.</summary>
internal static class BounceSigns
{
    private static readonly string[] Servers = ["mailer-daemon", "mailerdaemon", "mail-daemon", "postmaster", "post_master", "poostmaster", "mail.delivery.system", "mdaemon", "mmdf", "mailer_daemon", "mailerd", "bounce", "bounces", "mail-delivery", "mailsystem", "mail_system", "no-reply", "noreply", "sysadmin"];

    private static readonly string[] Names = ["mail delivery", "mailer-daemon", "delivery system", "delivery subsystem", "ndr administrator", "postmaster", "mail deliver", "microsoft outlook"];

    private static readonly string[] Subjects =
    [
        "undeliver", "undelivered", "returned mail", "delivery status", "delivery fail", "failure notice", "delivery failure", "mail delivery", "message delivery has failed", "delivery notification", "returned to sender", "failed delivery", "could not be delivered", "could not send message", "mail system error",
        "delivery report", "non delivery", "nondelivery", "non-delivery", "mail failure", "failure delivery", "not delivered", "delivery has failed", "delivery problem", "delivery delayed", "was not delivered", "bounced", "permanent error", "undeliverable", "unzustellbar", "nicht zugestellt", "kunde inte levereras", "leveransfel", "gick inte att leverera",
        "olevererbart", "ei voitu toimittaa", "toimitus epäonnistui", "kunne ikke leveres", "leveringsfejl", "kan ikke leveres", "non remis", "échec de remise", "no se pudo entregar", "não entregue", "недоставлен", "не доставлен", "non recapitabile", "onbestelbaar", "aws notification message", "message you sent blocked", "niedostarczal",
    ];

    private static readonly string[] Bodies = ["could not be delivered", "cannot be delivered", "unable to deliver", "wasn't able to deliver", "was not delivered", "undeliverable", "delivery failed", "failed permanently", "has not been delivered", "delivery to the following", "could not deliver", "not be delivered", "error delivering", "invalid user address", "wasn't delivered", "no such user", "user unknown", "failure reasons", "\"notificationtype\":\"", "account is disabled", "invalid final delivery", "delivery of the following", "送信できません"];

    public static bool IsBounce(MimeMessage mail, ReportParts parts)
    {
        if (parts.HasDeliveryPart || IsReport(mail.Body.ContentType) || mail.Headers.Contains("X-Failed-Recipients")) return true;

        var signs = (IsFromServer(mail) ? 1 : 0) + (Any(Subjects, mail.Subject) ? 1 : 0) + (Any(Bodies, parts.Words) || parts.Recipients.Count > 0 ? 1 : 0);
        return signs >= 2 && (IsFromServer(mail) || HasNoReturnPath(mail));
    }

    /// <summary>Whether the sender is a mail server, and no person.</summary>
    public static bool IsFromServer(MimeMessage mail)
    {
        var from = mail.From.Mailboxes.FirstOrDefault();
        if (from is null) return true;

        var local = from.Address[..Math.Max(0, from.Address.IndexOf('@', StringComparison.Ordinal))];
        if (local.Length == 0) local = from.Address;
        return Servers.Contains(local, StringComparer.OrdinalIgnoreCase) || Any(Names, from.Name);
    }

    public static bool HasNoReturnPath(MimeMessage mail) => mail.Headers.Find("Return-Path")?.Text.Trim() is "<>" or "" or "<MAILER-DAEMON>" or "<mailer-daemon>";

    private static bool IsReport(Headers.ContentType type) => type is { Type: "multipart", Subtype: "report" } && type.Parameters["report-type"] is null or "delivery-status";

    private static bool Any(string[] signs, string text) => signs.Any(it => text.Contains(it, StringComparison.OrdinalIgnoreCase));
}
