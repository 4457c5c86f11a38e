using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>A part with content of its own.</summary>
public sealed class MimePart(HeaderList headers, ContentType type, SourceSlice raw) : MimeEntity(headers, type)
{
    /// <summary>Text beyond this is not read into one string.</summary>
    public const int MostText = 4 * 1024 * 1024;

    private const int MostCharsetSearch = 2_048;
    private static readonly System.Buffers.SearchValues<char> EndsOfName = System.Buffers.SearchValues.Create("\"' ;>/");

    private string? text;

    /// <summary>As it came, still encoded.</summary>
    public SourceSlice Raw => raw;

    public ContentEncoding Encoding => EncodingOf(Headers);

    public string? FileName => Plain(ContentDisposition?.FileName) ?? Plain(ContentType.Name);

    /// <summary>Meant to be taken away rather than read with the mail.</summary>
    public bool IsAttachment => ContentDisposition is { IsAttachment: true } || (FileName is not null && !ContentType.IsText);

    /// <summary>A text's words, whatever its charset says; of other parts, null.</summary>
    public string? Text => ContentType.IsText ? text ??= ReadText() : null;

    /// <summary>The content as it was before it was encoded. Reading it takes little memory.</summary>
    public Stream Open() => Encoding switch
    {
        ContentEncoding.Base64 => new DecodingStream(raw.Open(), new Base64Decoder()),
        ContentEncoding.QuotedPrintable => new DecodingStream(raw.Open(), new QuotedPrintableDecoder()),
        ContentEncoding.Uuencode => new DecodingStream(raw.Open(), new UuDecoder()),
        _ => raw.Open(),
    };

    /// <summary>The content, or its beginning.</summary>
    public byte[] Read(int most = int.MaxValue)
    {
        using var content = Open();
        using var into = new MemoryStream((int)Math.Min(raw.Length, most));
        var part = new byte[16 * 1024];
        while (into.Length < most && content.Read(part, 0, (int)Math.Min(part.Length, most - into.Length)) is > 0 and var read) into.Write(part, 0, read);
        return into.ToArray();
    }

    internal static ContentEncoding EncodingOf(HeaderList headers)
    {
        if (headers.Find("Content-Transfer-Encoding") is not { } found) return ContentEncoding.None;

        var name = found.Text.AsSpan().Trim().Trim("\"';");
        if (name.StartsWith("base64", StringComparison.OrdinalIgnoreCase)) return ContentEncoding.Base64;
        if (name.StartsWith("quoted-printable", StringComparison.OrdinalIgnoreCase) || name.StartsWith("quoted/printable", StringComparison.OrdinalIgnoreCase)) return ContentEncoding.QuotedPrintable;
        return name.Contains("uue", StringComparison.OrdinalIgnoreCase) || name.Contains("uuencode", StringComparison.OrdinalIgnoreCase) ? ContentEncoding.Uuencode : ContentEncoding.None;
    }

    private string ReadText()
    {
        var bytes = Read(MostText);
        return Charsets.Decode(bytes, ContentType.Charset ?? (ContentType.IsHtml ? CharsetOfHtml(bytes) : null));
    }

    /// <summary>A page without a label may carry one inside.</summary>
    private static string? CharsetOfHtml(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MostCharsetSearch)]);
        var found = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (found < 0) return null;

        var name = head.AsSpan(found + 8).TrimStart("\"' ");
        var end = name.IndexOfAny(EndsOfName);
        return end <= 0 ? null : name[..end].ToString();
    }

    private static string? Plain(string? name)
    {
        if (name is null) return null;

        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new string([.. last.Where(it => !char.IsControl(it))]).Trim();
        return plain.Length == 0 ? null : plain;
    }
}
