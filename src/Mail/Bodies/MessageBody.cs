using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>A mail as a person reads it: one text, perhaps the same as a page, and what is attached.</summary>
public sealed class MessageBody
{
    private readonly List<MimePart> texts = [];
    private readonly List<MimePart> pages = [];
    private readonly List<Attachment> attachments = [];

    private MessageBody()
    {
    }

    /// <summary>Plain text, with flowed lines joined and files inside taken out; null when there is only a page, or nothing.</summary>
    public string? Text { get; private init; }

    /// <summary>HTML as it came, unsafe; null when there is none.</summary>
    public string? Html { get; private init; }

    /// <summary>Files, mails inside and pictures, in order.</summary>
    public IReadOnlyList<Attachment> Attachments => attachments;

    public static MessageBody Of(MimeMessage message)
    {
        var sorted = new MessageBody();
        sorted.Sort(message.Body, isFirst: true);
        var (text, files) = Uuencoded.TakeOut(Join(sorted.texts.Select(FlowedText.Of)));
        var body = new MessageBody { Text = text, Html = Join(sorted.pages.Select(it => it.Text!)) };
        body.attachments.AddRange(sorted.attachments.SelectMany(TnefOr));
        body.attachments.AddRange(files);
        return body;
    }

    private static string? Join(IEnumerable<string> parts)
    {
        var all = parts.Where(it => it.Length > 0).ToList();
        return all.Count == 0 ? null : string.Join("\n", all);
    }

    private void Sort(MimeEntity entity, bool isFirst)
    {
        switch (entity)
        {
            case Multipart { IsAlternative: true } several: SortAlternatives(several); break;
            case Multipart several: SortTogether(several); break;
            case MessagePart mail: attachments.Add(Attachment.Of(mail)); break;
            case MimePart part: Sort(part, isFirst); break;
        }
    }

    /// <summary>The same thing several times: the best text and the best page are taken, and what is neither is attached.</summary>
    private void SortAlternatives(Multipart several)
    {
        var (textsBefore, pagesBefore) = (texts.Count, pages.Count);
        foreach (var it in several.Parts)
        {
            var isSecond = it is MimePart { ContentType.IsText: true } part && (part.ContentType.IsHtml ? pages.Count > pagesBefore : part.ContentType.Subtype == "plain" && texts.Count > textsBefore);
            if (!isSecond) Sort(it, isFirst: true);
        }
    }

    private void SortTogether(Multipart several)
    {
        for (var at = 0; at < several.Parts.Count; at++) Sort(several.Parts[at], isFirst: at == 0);
    }

    private void Sort(MimePart part, bool isFirst)
    {
        var isToRead = !part.IsAttachment && (part.FileName is null || isFirst);
        if (isToRead && part.ContentType.IsHtml) pages.Add(part);
        else if (isToRead && part.ContentType.Type == "text" && part.ContentType.Subtype is "plain" or "enriched" or "richtext") texts.Add(part);
        else attachments.Add(Attachment.Of(part));
    }

    private static IEnumerable<Attachment> TnefOr(Attachment attachment) =>
        attachment.IsTnef && Tnef.TnefReader.Read(attachment.Read(Tnef.TnefReader.Most)) is { } inside
            ? inside.Files.Select(it => Attachment.Of(it.Name, it.ContentType, it.Content))
            : [attachment];
}

/// <summary>Something that came with a mail and is kept for itself.</summary>
/// <param name="Name">Null when it has none.</param>
/// <param name="ContentId">By which the mail's page shows it; null when it does not.</param>
public sealed record Attachment(string? Name, ContentType ContentType, string? ContentId, bool IsInline)
{
    private Func<Stream> open = () => Stream.Null;

    public bool IsTnef => ContentType.MimeType is "application/ms-tnef" or "application/vnd.ms-tnef" || string.Equals(Name, "winmail.dat", StringComparison.OrdinalIgnoreCase);

    /// <summary>The decoded content.</summary>
    public Stream Open() => open();

    public byte[] Read(int most = int.MaxValue)
    {
        using var content = Open();
        using var into = new MemoryStream();
        var part = new byte[16 * 1024];
        while (into.Length < most && content.Read(part, 0, (int)Math.Min(part.Length, most - into.Length)) is > 0 and var read) into.Write(part, 0, read);
        return into.ToArray();
    }

    /// <summary>A file to go with a mail.</summary>
    /// <param name="open">Is called each time that the mail is written.</param>
    public static Attachment Of(string name, ContentType type, Func<Stream> open) => new(name, type, null, IsInline: false) { open = open };

    internal static Attachment Of(MimePart part) =>
        new(part.FileName, part.ContentType, part.ContentId, part.ContentDisposition is not { IsAttachment: true } && part.ContentId is not null) { open = part.Open };

    internal static Attachment Of(MessagePart mail) => new(
        mail.ContentDisposition?.FileName ?? mail.ContentType.Name ?? (mail.Message.Subject is { Length: > 0 } subject ? $"{subject}.eml" : "mail.eml"),
        mail.ContentType, mail.ContentId, IsInline: false) { open = mail.Raw.Open };

    public static Attachment Of(string? name, ContentType type, byte[] content) => new(name, type, null, IsInline: false) { open = () => new MemoryStream(content, writable: false) };
}
