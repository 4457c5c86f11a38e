namespace Isberg.Mail.Smtp;

/// <summary>What has become of a message that could not be handed over.</summary>
public enum SmtpFate
{
    /// <summary>The server has not taken it, and may take it later.</summary>
    RetryLater,

    /// <summary>The server has not taken it and will not: as it is, trying again is of no use.</summary>
    Permanent,

    /// <summary>It was handed over whole and no answer came: the server may have taken it or not. Sending it again may double it.</summary>
    Unknown,
}

/// <summary>How far a conversation with a server had come. What fails before the envelope is no fault of the message's.</summary>
public enum SmtpStep
{
    Connect,
    Tls,
    Greeting,
    Authenticate,
    MailFrom,
    Recipients,
    Data,
    EndOfData,
}

/// <summary>A server did not do what was asked of it. Neither the message nor anything within it holds a password, a token or an address.</summary>
public sealed class SmtpException(SmtpFate fate, SmtpStep step, string message, Exception? inner = null) : Exception(message, inner)
{
    public SmtpFate Fate => fate;

    public SmtpStep Step => step;

    /// <summary>What the server answered; null when it did not.</summary>
    public SmtpReply? Reply { get; private init; }

    internal static SmtpException Refused(SmtpStep step, SmtpReply reply) =>
        new(reply.Code / 100 == 5 ? SmtpFate.Permanent : SmtpFate.RetryLater, step, $"The mail server answered {reply} ({step}).") { Reply = reply };

    internal static SmtpException Lost(SmtpStep step, Exception? inner = null) => new(SmtpFate.RetryLater, step, $"The connection to the mail server was lost ({step}).", inner);

    internal static SmtpException TimedOut(SmtpStep step) => new(SmtpFate.RetryLater, step, $"The mail server did not answer in time ({step}).");

    internal static SmtpException Broken(SmtpStep step, string how) => new(SmtpFate.RetryLater, step, $"The mail server {how} ({step}).");

    internal static SmtpException Impossible(SmtpStep step, string why) => new(SmtpFate.Permanent, step, why);

    /// <summary>The message was handed over, and this came instead of the answer.</summary>
    internal static SmtpException AfterTheEnd(Exception instead) =>
        new(SmtpFate.Unknown, SmtpStep.EndOfData, "The message was handed over, and the mail server has not said whether it took it.", instead);
}
