using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>Reads the structure of a mail in one pass. Contents stay where they are in the source, and are decoded when they are asked for.</summary>
internal sealed class MimeReader(MailSource source, MimeLimits limits)
{
    private readonly MailScanner scanner = new(source);
    private readonly List<byte[]> boundaries = [];
    private int parts;

    /// <summary>What ended the part before: a boundary's place in the stack, or −1 at the end of the mail.</summary>
    private (int Boundary, bool IsLast, long End) ended = (-1, false, 0);

    public MimeEntity ReadMessage(out HeaderList headers)
    {
        headers = ReadHeaders(isMessage: true);
        return ReadBody(headers, ContentType.Plain, depth: 0);
    }

    private HeaderList ReadHeaders(bool isMessage) => HeaderReader.Read(scanner, source, limits, boundaries, isMessage);

    private MimeEntity ReadBody(HeaderList headers, ContentType usual, int depth)
    {
        parts++;
        var type = ContentType.Of(headers) ?? usual;
        var mayGoDeeper = depth < limits.Depth && parts < limits.Parts;
        if (mayGoDeeper && type.IsMultipart && type.Boundary is { Length: > 0 } boundary) return ReadMultipart(headers, type, boundary, depth);
        if (mayGoDeeper && type.IsMessage && MimePart.EncodingOf(headers) == ContentEncoding.None) return ReadEmbedded(headers, type, depth);
        return new MimePart(headers, type, ReadContent());
    }

    private SourceSlice ReadContent()
    {
        var begin = scanner.Position;
        ended = scanner.SkipToBoundary(boundaries);
        return new SourceSlice(source, begin, Math.Max(0, ended.End - begin));
    }

    private Multipart ReadMultipart(HeaderList headers, ContentType type, string boundary, int depth)
    {
        var children = new List<MimeEntity>();
        var own = boundaries.Count;
        boundaries.Add(System.Text.Encoding.Latin1.GetBytes(boundary));
        var preamble = ReadContent();
        var usual = type.Subtype == "digest" ? ContentType.Message : ContentType.Plain;
        while (ended.Boundary == own && !ended.IsLast && parts < limits.Parts)
            children.Add(ReadBody(ReadHeaders(isMessage: false), usual, depth + 1));

        boundaries.RemoveRange(own, boundaries.Count - own);
        if (ended.Boundary == own) ReadContent(); // what stands behind the last boundary belongs to nobody
        return new Multipart(headers, type, children, preamble);
    }

    private MessagePart ReadEmbedded(HeaderList headers, ContentType type, int depth)
    {
        var begin = scanner.Position;
        var inner = ReadHeaders(isMessage: true);
        var body = ReadBody(inner, ContentType.Plain, depth + 1);
        return new MessagePart(headers, type, new MimeMessage(inner, body), new SourceSlice(source, begin, Math.Max(0, ended.End - begin)));
    }
}
