using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Mail;
using Isberg.Mail.Automatic;
using Isberg.Mail.Headers;
using Isberg.Mail.Replies;
using Isberg.Mail.Reports;
using Isberg.Mail.Threading;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>A mail as the contact centre understands it; nothing is stored yet.</summary>
internal sealed class ArrivedMail
{
    /// <summary>Of the newest text; the rest is in the source.</summary>
    public const int LongestText = ReceiveContact.LongestMail;

    private const int LongestFolded = 200_000;
    private const int LongestHeader = 500;
    private const int MostAddresses = 100;
    private const int MostReferences = 50;

    private readonly MimeMessage message;

    private ArrivedMail(MimeMessage message, Mailbox mailbox, string mark)
    {
        this.message = message;
        Body = MessageBody.Of(message);
        var parts = ReplyText.Of(Body);
        var newest = Readable(parts.Text, LongestText);
        Text = newest.Length > 0 ? newest : Readable(string.Join("\n", parts.Parts.Select(it => it.Text)), LongestText);
        Folded = newest.Length > 0 ? new FoldedText(Part(parts, ReplyPartKind.Quote), Part(parts, ReplyPartKind.Signature)) : new FoldedText(null, null);
        Automatic = AutomaticMail.Of(message);
        Report = DeliveryReport.Of(message);
        Loop = MailLoop.Of(message.Headers, OwnMark.Field, mark);
        Verdict = mailbox.TrustedServer is { Length: > 0 } trusted && AuthenticationResults.Of(message.Headers, trusted) is { } found
            ? new SenderVerdict(found.Dkim?.Result, found.Spf?.Result, found.Dmarc?.Result) : null;
    }

    public MessageBody Body { get; }

    /// <summary>What is new in it.</summary>
    public string Text { get; }

    public FoldedText Folded { get; }

    public AutomaticMail Automatic { get; }

    /// <summary>What became of another mail, when it tells that.</summary>
    public DeliveryReport? Report { get; }

    public MailLoop Loop { get; }

    public SenderVerdict? Verdict { get; }

    public string Subject => Header(message.Subject);

    public string? HeaderId => message.MessageId is { Length: <= MessageIds.Longest } id && MessageText.IsText(id) ? id : null;

    public DateTimeOffset? Date => message.Date;

    /// <summary>Null when nobody says who wrote it.</summary>
    public MailAddress? From => Addresses(message.From).FirstOrDefault() ?? (message.Sender is { } sender ? Of(sender) : null);

    public IReadOnlyList<MailAddress> To => Addresses(message.To);

    public IReadOnlyList<MailAddress> Cc => Addresses(message.Cc);

    public IReadOnlyList<MailAddress> ReplyTo => Addresses(message.ReplyTo);

    /// <summary>Where it was delivered to, by every header that says so.</summary>
    public IEnumerable<string> Recipients => To.Concat(Cc).Select(it => it.Address)
        .Concat(new[] { "Delivered-To", "X-Original-To", "Envelope-To" }.SelectMany(message.Headers.All).Select(it => it.Text.Trim(' ', '<', '>').ToLowerInvariant())).Distinct();

    /// <summary>The mails that it answers, the nearest first.</summary>
    public IReadOnlyList<string> References => [.. ThreadMessage.NearestFirst(message).Where(MessageText.IsText).Take(MostReferences)];

    public BaseSubject Base => BaseSubject.Of(message.Subject);

    public bool IsSpam => message.Headers["X-Spam-Flag"]?.Trim().Equals("YES", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The same mail has the same: whose it is, when it was written, and every byte of what it says; not the way that it took.</summary>
    public string Fingerprint { get; private init; } = "";

    public static ArrivedMail Of(MailSource source, Mailbox mailbox, string mark)
    {
        var message = MimeMessage.Load(source);
        return new ArrivedMail(message, mailbox, mark) { Fingerprint = FingerprintOf(message, source) };
    }

    /// <summary>Our own mark apart, what a mail carries says nothing for sure; this only keeps machines from talking to each other.</summary>
    public bool MayBeAnswered => Automatic.MayBeAnswered && Report is null && !Loop.IsOwn && From is not null && !IsForged;

    /// <summary>The receiving server, which we trust, found that it is not from whom it says.</summary>
    public bool IsForged => Verdict is { Dmarc: "fail" } or { Dmarc: null, Spf: "fail" };

    /// <summary>Text as a message may hold it.</summary>
    public static string Readable(string text, int longest)
    {
        var clean = MessageText.IsText(text) ? text : string.Concat(text.EnumerateRunes().Where(it => it.Value != 0).Select(it => it.ToString()));
        clean = clean.Trim();
        if (clean.Length <= longest) return clean;
        return clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)];
    }

    private static string? Part(ReplyText parts, ReplyPartKind kind) =>
        Readable(string.Join("\n", parts.Parts.Where(it => it.Kind == kind).Select(it => it.Text)), LongestFolded) is { Length: > 0 } text ? text : null;

    private static string Header(string text) => Readable(new string([.. text.Select(it => char.IsControl(it) ? ' ' : it)]), LongestHeader);

    private static List<MailAddress> Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Take(MostAddresses).Select(Of).OfType<MailAddress>().DistinctBy(it => it.Address, StringComparer.Ordinal)];

    private static MailAddress? Of(MailboxAddress address) => Address.Email(address.Address) is { } email && MessageText.IsText(email)
        ? new MailAddress(email, Header(address.Name) is { Length: > 0 } name ? Readable(name, ReceiveContact.LongestName) : null) : null;

    /// <summary>What a writer's program sets, in whatever order; what servers on the way add is left out, so that the same mail in two mailboxes is one.</summary>
    private static readonly string[] Written =
    [
        "Message-ID", "From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "In-Reply-To", "References",
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition",
    ];

    /// <summary>Nothing tells mails without an id apart but every byte of them: rather is one taken twice than another one lost.</summary>
    private static string FingerprintOf(MimeMessage message, MailSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hasId = message.MessageId is { Length: > 0 };
        if (hasId) foreach (var field in Written) hash.AppendData(Encoding.UTF8.GetBytes($"{field}:{message.Headers.Find(field)?.Text.Trim()}\n"));
        var part = new byte[64 * 1024];
        for (var at = hasId ? BodyBegin(source, part) : 0; source.Read(at, part) is > 0 and var read; at += read) hash.AppendData(part, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Behind the first empty line.</summary>
    private static long BodyBegin(MailSource source, byte[] part)
    {
        var ends = 0;
        for (long at = 0; source.Read(at, part) is > 0 and var read; at += read)
        {
            for (var i = 0; i < read; i++)
            {
                if (part[i] == '\n') ends++;
                else if (part[i] != '\r') ends = 0;
                if (ends == 2) return at + i + 1;
            }
        }

        return 0;
    }
}
