namespace Isberg.Mail.Headers;

/// <summary>What a part is: a media type with its parameters.</summary>
/// <param name="Type">In small letters: text, multipart …</param>
/// <param name="Subtype">In small letters: plain, mixed …</param>
public sealed record ContentType(string Type, string Subtype, Parameters Parameters)
{
    public static readonly ContentType Plain = new("text", "plain", Parameters.None);
    public static readonly ContentType Message = new("message", "rfc822", Parameters.None);
    public static readonly ContentType Bytes = new("application", "octet-stream", Parameters.None);

    public string MimeType => $"{Type}/{Subtype}";

    public bool IsMultipart => Type == "multipart";

    public bool IsText => Type == "text";

    public bool IsHtml => Type == "text" && Subtype == "html";

    /// <summary>A whole mail inside.</summary>
    public bool IsMessage => Type == "message" && Subtype is "rfc822" or "global" or "news";

    public string? Boundary => Parameters["boundary"]?.TrimEnd();

    public string? Charset => Parameters["charset"];

    public string? Name => Parameters["name"];

    public bool Is(string type, string subtype) => Type == type && Subtype == subtype;

    /// <summary>Null when the header is absent or says nothing that can be understood.</summary>
    public static ContentType? Of(HeaderList headers) => headers.Find("Content-Type") is { } found ? Read(found.Text) : null;

    public static ContentType? Read(string text)
    {
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var media = (end < 0 ? text : text[..end]).Trim();
        var slash = media.IndexOf('/', StringComparison.Ordinal);
        var parameters = end < 0 ? Parameters.None : Parameters.Read(text.AsSpan(end + 1));
        if (slash <= 0) return Shortened(media, parameters);

        var type = Word(media.AsSpan(0, slash));
        var subtype = Word(media.AsSpan(slash + 1));
        return type.Length == 0 || subtype.Length == 0 ? null : new ContentType(type, subtype, parameters);
    }

    /// <summary>Old programs write "text" and mean plain text; a type without a subtype that has a boundary is a multipart.</summary>
    private static ContentType? Shortened(string media, Parameters parameters) => media.ToLowerInvariant() switch
    {
        "text" => Plain with { Parameters = parameters },
        "multipart" => new ContentType("multipart", "mixed", parameters),
        _ => null,
    };

    private static string Word(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = text.IndexOfAny(" \t(\"");
        return (end < 0 ? text : text[..end]).ToString().ToLowerInvariant();
    }
}

/// <summary>How a part is meant to be shown.</summary>
/// <param name="Kind">In small letters: inline, attachment …</param>
public sealed record ContentDisposition(string Kind, Parameters Parameters)
{
    public bool IsAttachment => Kind is not ("inline" or "");

    public string? FileName => Parameters["filename"] ?? Parameters["name"];

    public static ContentDisposition? Of(HeaderList headers)
    {
        if (headers.Find("Content-Disposition") is not { } found) return null;

        var text = found.Text;
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var kind = (end < 0 ? text : text[..end]).Trim().ToLowerInvariant();
        var parameters = end < 0 ? Parameters.None : Parameters.Read(text.AsSpan(end + 1));
        return kind.Contains('=', StringComparison.Ordinal) ? new ContentDisposition("", Parameters.Read(text)) : new ContentDisposition(kind, parameters);
    }
}
