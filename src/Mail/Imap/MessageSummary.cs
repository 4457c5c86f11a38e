using System.Globalization;

namespace Isberg.Mail.Imap;

/// <summary>What a server knows of a message without its being read.</summary>
/// <param name="InternalDate">When it came into the mailbox; null when the server does not say.</param>
/// <param name="Size">In bytes; some servers estimate it.</param>
/// <param name="ModSeq">Grows whenever the message's flags change; null where the server does not count.</param>
public sealed record MessageSummary(UniqueId UniqueId, MessageFlags Flags, IReadOnlyList<string> Keywords, DateTimeOffset? InternalDate, long? Size, ulong? ModSeq)
{
    /// <summary>Null when the response does not say which message it is about.</summary>
    internal static MessageSummary? Of(uint validity, IReadOnlyList<ImapValue> facts)
    {
        if (ImapResponse.Find(facts, "UID")?.Number is not { } id) return null;

        var (flags, keywords) = FlagNames.Read(ImapResponse.Find(facts, "FLAGS")?.Items ?? []);
        var date = DateOf(ImapResponse.Find(facts, "INTERNALDATE")?.Text);
        var size = ImapResponse.Find(facts, "RFC822.SIZE")?.LongNumber;
        var modSeq = ImapResponse.Find(facts, "MODSEQ")?.Items is [var number, ..] ? number.LongNumber : null;
        return new MessageSummary(new UniqueId(validity, id), flags, keywords, date, size is null ? null : (long)Math.Min(size.Value, long.MaxValue), modSeq);
    }

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "d-MMM-yyyy H:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) ? date : null;

    /// <summary>A server may tell of one message in several responses.</summary>
    internal MessageSummary With(MessageSummary later, bool hasFlags) => this with
    {
        Flags = hasFlags ? later.Flags : Flags,
        Keywords = hasFlags ? later.Keywords : Keywords,
        InternalDate = later.InternalDate ?? InternalDate,
        Size = later.Size ?? Size,
        ModSeq = later.ModSeq ?? ModSeq,
    };
}
