using R = Isberg.Mail.Reports.FailureReason;

namespace Isberg.Mail.Reports;

/// <summary>What servers write when they turn a mail away, and what they mean by it.</summary>
internal static class FailureWords
{
    private const int Longest = 8 * 1024;

    /// <summary>One make of gateway writes this before whatever the other server said.</summary>
    private const string OfEveryAddress = "unknown address error";

    /// <summary>In the order in which they are looked for: what is said more precisely stands first. In small letters, without blanks doubled.</summary>
    private static readonly (R Reason, string[] Words)[] Table =
    [
        (R.NoReverseName, ["reverse dns", "ptr record", "no ptr", "rdns", "ip name lookup failed", "reverse lookup", "cannot find your hostname", "cannot resolve your address", "no reverse", "reverse hostname", "hostname verification failed"]),
        (R.SenderRejected, ["sender address rejected", "sender rejected", "sender denied", "sender domain", "domain of sender", "sender was rejected", "sender address verification", "mail from denied", "bad sender", "invalid sender"]),
        (R.NotAuthenticated, ["dmarc", "spf check", "spf record", "failed spf", "spf fail", "dkim", "sender id (pra)", "does not have authentication information", "unauthenticated", "authentication check", "sender verification"]),
        (R.NoEncryption, ["starttls", "must issue a starttls", "tls required", "encryption required", "tls is required", "does not support tls", "tls negotiation", "tls handshake"]),
        (R.TakesNoMail, ["null mx", "no smtp service", "does not accept mail", "doesn't receive email", "does not receive mail", "domain does not accept", "mail exchanger or ip address", "nullmx", "doesn't accept mail"]),
        (R.MailboxFull, ["mailbox full", "mailbox is full", "over quota", "quota exceeded", "exceeded quota", "exceeded its quota", "exceeds allotted", "exceeded storage", "storage allocation", "out of storage", "mailbox size limit", "mail box full", "overquota", "over the allowed quota", "is full", "quota limit",
            "not enough storage", "not enough space", "zuviele mails", "number of messages in recipient's mailbox exceeded", "over the quota", "exceeds the storage", "utrymme", "no space left", "insufficient disk", "disk full", "mailbox has exceeded", "would exceed", "exceeded the storage", "inbox is full", "full mailbox", "mailfolder is full", "postlådan är full", "brevlådan är full", "postilaatikko on täynnä", "postfach ist voll", "boîte pleine", "quota depassé", "maildir over", "has exceeded", "space allotted", "mailbox exceeds"]),
        (R.TooLarge, ["message too large", "message size exceeds", "message length exceeds", "too large for", "exceeds the maximum message size", "message too big", "size limit", "recipsizelimit", "exceeds size", "exceeds limit", "larger than the current system limit", "message file too big", "max message size", "maximum message size", "exceeds maximum", "exceeds fixed maximum"]),
        (R.Moved, ["has moved", "no longer on server", "recipient has moved", "address has changed", "user has moved", "has been replaced by", "address no longer valid", "mailbox moved", "no forwarding address"]),
        (R.Suspended, ["account is disabled", "mailbox disabled", "disabled mailbox", "account disabled", "account has been disabled", "account suspended", "suspended", "mailbox is inactive", "account that you tried to reach is inactive", "account that you tried to reach is disabled", "mailbox locked", "account is locked", "recipient is inactive",
            "mailbox unavailable or access denied", "user is inactive", "not accepting messages", "account closed", "account is inactive", "is frozen", "mailbox is disabled", "mailbox frozen", "temporarily disabled", "deactivated", "account has been blocked", "account inactive", "email account that you tried to reach is over", "user account has expired", "vacation mode", "disabled or discontinued", "blocked due to inactivity", "account has been closed", "no longer accepts mail", "is not accepting mail", "domain is currently suspended"]),
        (R.NoSuchHost, ["host unknown", "unknown host", "non-existent hosts", "nonexistent domain", "non-existent domain", "domain not found", "host not found", "host or domain name not found", "name or service not known", "no such domain", "unrouteable", "unrouteable mail domain", "domain does not exist", "domain doesn't exist", "nxdomain", "domain name not found", "domain couldn't be found", "illegal host/domain", "invalid domain",
            "unable to route", "no route to host", "cannot find a route", "recipient domain must exist", "domain must exist", "account or domain may not exist", "could not find a gateway", "bad destination system", "bad destination host", "no matches to nameserver query", "no mx", "unable to lookup", "unknown domain", "domain could not be found", "name server: .: host not found", "couldn't find any host", "domain must resolve", "name service error", "dns lookup failed", "unresolvable"]),
        (R.NoSuchUser, ["user unknown", "unknown user", "no such user", "unknown or illegal user", "user not found", "user doesn't exist", "user does not exist", "not a valid mailbox", "no such recipient", "mailbox not found", "mailbox does not exist", "mailbox doesn't exist", "does not exist", "no mailbox", "unknown recipient", "recipient unknown", "invalid recipient", "recipient not found", "recipnotfound",
            "not listed in", "unknown address", "no such address", "address unknown", "bad destination mailbox", "unknown local", "no such mailbox", "doesn't have a", "does not have an account", "invalid user", "no valid recipients", "invalid mailbox", "not our customer", "no account", "unknown account", "account does not exist", "account that you tried to reach does not exist", "isn't in a domino directory",
            "invalid final delivery userid", "inactive email address", "address does not exist", "address not found", "recipient address rejected: access denied", "recipient address rejected: undeliverable", "recipient name is not recognized", "account does not exist", "no such person", "not recognized as", "isn't a valid", "unknown mailbox", "not known here", "is not known", "user not exist", "no user here", "not a known user", "undeliverable address", "bad address", "bad recipient", "wasn't found at", "couldn't be found", "destinataire invalide", "utilisateur inconnu",
            "adresse inconnue", "unbekannter", "benutzer unbekannt", "empfänger unbekannt", "okänd användare", "finns inte", "tuntematon", "adresen finnes ikke", "ukendt", "recipient does not", "not a valid recipient", "no longer works", "no longer available", "no longer employed", "recipient no longer", "unknown to", "check if address is correct", "unable to deliver message to <", "mailbox unknown", "user invalid", "usuario desconocido", "no existe", "unknown email", "email address is not", "recipient address does not", "recipient is not", "invalid address"]),
        (R.SenderRejected, ["from address", "sending to/from an address", "not allowed to send", "not allowed to post", "permission to post", "purported responsible address", "sender is not", "send mail as"]),
        (R.TooMany, ["too many connections", "connection rate", "rate limit", "too many messages", "frequency limit", "too many recipients", "too many concurrent", "throttl", "try again in", "too many sessions", "too much mail", "sending rate", "too many errors", "too fast"]),
        (R.Spam, ["spam", "ube, ", "bulk email", "junk mail", "unsolicited", "content rejected"]),
        (R.Blocked, ["blacklist", "blocklist", "block list", "blocked", "client host", "bad reputation", "reputation", "rbl", "dnsbl", "spamhaus", "service refuse", "access denied", "connection refused by policy", "not accepted from", "ip address", "use the smtp server of your isp", "refused to talk", "my name was rejected", "helo", "ehlo"]),
        (R.Policy, ["policy", "protocol violation", "prohibited", "not allowed", "virus", "attachment", "not permitted", "administrative prohibition", "authentication required", "authrequired", "relaying denied", "relay access denied", "relay not permitted", "unable to relay", "we do not relay", "not authorized", "security"]),
        (R.Content, ["headers too large", "8-bit data", "malformed", "header", "media error", "content error", "invalid message", "mime", "bare linefeed", "non-compliant", "rfc 5322", "rfc5322", "rfc 2822"]),
        (R.Expired, ["retry timeout", "retry time not reached", "timeout exceeded", "in the queue too long", "message expired", "delivery time expired", "been failing for a long time", "could not be delivered for", "timed out", "not delivered within", "too long", "still undelivered", "delayed", "was aborted after", "expired", "did not accept our requests to connect", "socket error", "connection refused", "unable to contact", "giving up", "tried to deliver your message for", "has been undeliverable for", "no answer", "not responding"]),
        (R.Network, ["network error", "too many hops", "maximum hop count", "routing loop", "mail loop", "loops back", "host unreachable", "network is unreachable", "network unreachable", "connection reset", "connection lost", "connection dropped", "lost connection", "tcp active open", "unreachable", "dns error", "hop count exceeded", "mail forwarding loop", "loop detected"]),
        (R.NoSuchUser, ["address rejected", "recipient rejected", "recipient was rejected", "recipient not accepted"]),
        (R.System, ["service unavailable", "system error", "local error", "internal error", "configuration error", "mailer error", "temporary failure", "insufficient system", "out of memory", "command failed", "unable to open", "input/output error", "cannot open", "permission denied", "pipe to", "child process", "returned error"]),
    ];

    /// <summary>The reason that the words give; Unknown when they give none.</summary>
    public static R Of(string text)
    {
        var plain = Plain(text);
        foreach (var (reason, words) in Table)
            foreach (var it in words)
                if (plain.Contains(it, StringComparison.Ordinal)) return reason;
        return R.Unknown;
    }

    /// <summary>In small letters, each stretch of blanks one blank, typographic apostrophes straight, and addresses left out: they may say anything.</summary>
    private static string Plain(string text)
    {
        var plain = new System.Text.StringBuilder(Math.Min(text.Length, Longest));
        foreach (var word in text[..Math.Min(text.Length, Longest)].Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (plain.Length > 0) plain.Append(' ');
            if (!IsAddress(word)) plain.Append(word.Replace('’', '\'').Replace('_', ' ').ToLowerInvariant());
            else if (word[0] == '<') plain.Append('<');
        }

        return plain.Replace(OfEveryAddress, "").ToString();
    }

    private static bool IsAddress(string word) => word.Contains("://", StringComparison.Ordinal) || (word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1);
}
