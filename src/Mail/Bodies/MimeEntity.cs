using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>A part of a mail: a leaf with content, several parts together, or a whole mail inside.</summary>
public abstract class MimeEntity(HeaderList headers, ContentType type)
{
    private ContentDisposition? disposition;

    public HeaderList Headers => headers;

    public ContentType ContentType => type;

    public ContentDisposition? ContentDisposition => disposition ??= ContentDisposition.Of(headers);

    /// <summary>Without angle brackets; null when there is none.</summary>
    public string? ContentId => headers.Find("Content-ID")?.Text.Trim().Trim('<', '>') is { Length: > 0 } id ? id : null;

    /// <summary>The parts below, whatever their kind, this one first.</summary>
    public virtual IEnumerable<MimeEntity> All => [this];
}

/// <summary>Several parts together.</summary>
public sealed class Multipart(HeaderList headers, ContentType type, IReadOnlyList<MimeEntity> parts, SourceSlice preamble) : MimeEntity(headers, type)
{
    public IReadOnlyList<MimeEntity> Parts => parts;

    /// <summary>What stands before the first part, for programs that know no parts.</summary>
    public SourceSlice Preamble => preamble;

    public bool IsAlternative => ContentType.Subtype == "alternative";

    public bool IsRelated => ContentType.Subtype == "related";

    public override IEnumerable<MimeEntity> All => parts.SelectMany(it => it.All).Prepend(this);
}

/// <summary>A whole mail inside another.</summary>
/// <param name="raw">The mail inside as it came.</param>
public sealed class MessagePart(HeaderList headers, ContentType type, MimeMessage message, SourceSlice raw) : MimeEntity(headers, type)
{
    public MimeMessage Message => message;

    public SourceSlice Raw => raw;
}

/// <summary>How a part's content was encoded for the way.</summary>
public enum ContentEncoding
{
    /// <summary>As it is: 7bit, 8bit, binary.</summary>
    None,
    Base64,
    QuotedPrintable,
    Uuencode,
}
