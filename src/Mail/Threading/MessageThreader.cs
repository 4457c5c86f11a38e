using Isberg.Mail.Headers;

namespace Isberg.Mail.Threading;

/// <summary>How mails are put into threads (RFC 5256, 3).</summary>
public enum ThreadingAlgorithm
{
    OrderedSubject,
    References,
}

/// <summary>What threading needs to know of a mail.</summary>
/// <param name="Number">Its place in the folder; it breaks ties.</param>
/// <param name="References">Ids without brackets, the oldest first.</param>
/// <param name="Date">When it was sent, else when it came.</param>
public sealed record ThreadMessage(int Number, string? MessageId, IReadOnlyList<string> References, string? Subject, DateTimeOffset? Date)
{
    public static ThreadMessage Of(int number, MimeMessage mail) => new(number, mail.MessageId, ReferencesOf(mail), mail.Subject, mail.Date);

    /// <summary>The mails that a mail answers, the oldest first: References, and In-Reply-To where it names another.</summary>
    public static IReadOnlyList<string> ReferencesOf(MimeMessage mail)
    {
        var references = mail.References;
        return references.Count == 0 ? [.. mail.InReplyTo.Take(1)] : references;
    }

    /// <summary>Every id by which the mail may be found to belong to an earlier one, the nearest first.</summary>
    public static IReadOnlyList<string> NearestFirst(MimeMessage mail) =>
        [.. mail.InReplyTo.Concat(mail.References.Reverse()).Where(it => it != mail.MessageId).Distinct(StringComparer.Ordinal).Take(MessageIds.Most)];
}

/// <summary>A mail with those that answer it.</summary>
/// <param name="Message">Null when others refer to a mail that is not there.</param>
public sealed record MessageThread(ThreadMessage? Message, IReadOnlyList<MessageThread> Children);

/// <summary>Puts mails into threads.</summary>
public static class MessageThreader
{
    public static IReadOnlyList<MessageThread> Thread(IEnumerable<ThreadMessage> messages, ThreadingAlgorithm algorithm) =>
        algorithm == ThreadingAlgorithm.References ? ReferenceThreads.Of(messages) : OfSubjects(messages);

    /// <summary>Mails with the same subject are one thread: the oldest, and all others below it.</summary>
    private static List<MessageThread> OfSubjects(IEnumerable<ThreadMessage> messages) =>
        [.. messages.OrderBy(it => it.Date ?? DateTimeOffset.MaxValue).ThenBy(it => it.Number)
            .GroupBy(it => BaseSubject.Of(it.Subject).Text, StringComparer.OrdinalIgnoreCase)
            .Select(it => new MessageThread(it.First(), [.. it.Skip(1).Select(answer => new MessageThread(answer, []))]))];
}
