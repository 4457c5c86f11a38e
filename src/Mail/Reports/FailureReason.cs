namespace Isberg.Mail.Reports;

/// <summary>Why a mail was not delivered.</summary>
public enum FailureReason
{
    /// <summary>It was delivered, or the report is about something else.</summary>
    None,

    /// <summary>The report gives no reason that could be understood.</summary>
    Unknown,
    NoSuchUser,
    NoSuchHost,
    Moved,

    /// <summary>The domain says that it takes no mail.</summary>
    TakesNoMail,
    MailboxFull,

    /// <summary>The account is closed, locked or unused.</summary>
    Suspended,
    TooLarge,

    /// <summary>A filter or the recipient's own rules turned it away.</summary>
    Filtered,

    /// <summary>Its sender was turned away.</summary>
    SenderRejected,

    /// <summary>The sending server was turned away.</summary>
    Blocked,
    NoReverseName,
    NotAuthenticated,
    Spam,
    Policy,
    Content,
    TooMany,

    /// <summary>It was tried for too long.</summary>
    Expired,
    Network,
    NoEncryption,
    System,
}

/// <summary>Reasons, and the numbers that stand for them where no server gave a code.</summary>
internal static class FailureReasons
{
    /// <summary>
    /// The code for a failure that was told in words alone: class.0.9nn. RFC 3463 leaves these details free; programs that count bounces use the same numbers.
    /// Reasons without a number of their own have the code that RFC 3463 gives them.
    /// </summary>
    public static string StatusOf(FailureReason reason, bool isTransient)
    {
        var rest = reason switch
        {
            FailureReason.Unknown => "0.901",
            FailureReason.Filtered => "0.910",
            FailureReason.NoSuchUser => "0.911",
            FailureReason.NoSuchHost => "0.912",
            FailureReason.SenderRejected => "0.918",
            FailureReason.Suspended => "0.921",
            FailureReason.MailboxFull => "0.922",
            FailureReason.TakesNoMail => "0.932",
            FailureReason.Network => "0.944",
            FailureReason.Expired => "0.947",
            FailureReason.Blocked => "0.971",
            FailureReason.NoReverseName => "0.973",
            FailureReason.NoEncryption => "0.976",
            FailureReason.Moved => "1.6",
            FailureReason.TooLarge => "3.4",
            FailureReason.Spam or FailureReason.Policy or FailureReason.NotAuthenticated => "7.1",
            FailureReason.Content => "6.0",
            FailureReason.TooMany => "4.5",
            _ => "0.0",
        };
        return $"{(isTransient ? 4 : 5)}.{rest}";
    }

    /// <summary>What a code says for itself; Unknown when it says too little.</summary>
    public static FailureReason OfCode(string enhanced) => enhanced.Length < 3 ? FailureReason.Unknown : enhanced[2..] switch
    {
        "1.0" or "1.1" or "1.3" or "1.4" => FailureReason.NoSuchUser,
        "1.2" or "4.4" => FailureReason.NoSuchHost,
        "1.6" => FailureReason.Moved,
        "1.10" => FailureReason.TakesNoMail,
        "1.7" or "1.8" or "1.9" => FailureReason.SenderRejected,
        "2.1" or "7.13" => FailureReason.Suspended,
        "2.2" => FailureReason.MailboxFull,
        "2.3" or "3.4" => FailureReason.TooLarge,
        "2.0" => FailureReason.Filtered,
        "3.2" => FailureReason.System,
        "4.1" or "4.2" or "4.3" or "4.6" => FailureReason.Network,
        "4.5" or "4.7" or "7.28" => FailureReason.Expired,
        "7.20" or "7.21" or "7.22" or "7.23" or "7.24" or "7.26" or "7.27" or "7.29" or "7.30" or "7.509" => FailureReason.NotAuthenticated,
        "7.25" => FailureReason.NoReverseName,
        var it when it.StartsWith("7.", StringComparison.Ordinal) => FailureReason.Policy,
        var it when it.StartsWith("6.", StringComparison.Ordinal) => FailureReason.Content,
        _ => FailureReason.Unknown,
    };

    /// <summary>Whether a code of this kind speaks of the message or of the sender, so that words about the recipient do not count.</summary>
    public static bool IsAboutTheMessage(string enhanced) => enhanced.Length > 2 && (enhanced[2] is '6' or '7' || enhanced[2..] is "1.7" or "1.8" or "1.9" or "2.3" or "2.0" || enhanced[2..].StartsWith("3.", StringComparison.Ordinal));
}
