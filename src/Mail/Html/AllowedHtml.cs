using System.Collections.Frozen;

namespace Isberg.Mail.Html;

/// <summary>The elements, attributes and addresses that a mail's page may have.</summary>
internal static class AllowedHtml
{
    /// <summary>Pictures written into the page itself are large; nothing else is.</summary>
    public const int LongestValue = 512 * 1024;

    private const int LongestLink = 4_000;

    public static readonly FrozenSet<string> Elements = new[]
    {
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> EmptyElements = new[] { "br", "col", "hr", "img", "wbr" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is in these is no text for people.</summary>
    public static readonly FrozenSet<string> SilentElements = new[]
    {
        "applet", "audio", "base", "canvas", "embed", "frame", "frameset", "head", "iframe", "link", "math", "meta", "noembed", "noframes", "noscript", "object", "option", "param", "plaintext", "portal", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video", "xml", "xmp",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Everywhere = new[] { "align", "dir", "lang", "title", "valign", "bgcolor", "width", "height" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Here = new[]
    {
        "col/span", "colgroup/span", "font/color", "font/face", "font/size", "hr/color", "hr/noshade", "hr/size", "img/alt", "img/border", "img/hspace", "img/vspace", "li/value", "ol/reversed", "ol/start", "ol/type", "ul/type",
        "table/border", "table/cellpadding", "table/cellspacing", "table/summary", "td/abbr", "td/colspan", "td/headers", "td/nowrap", "td/rowspan", "td/scope", "th/abbr", "th/colspan", "th/headers", "th/nowrap", "th/rowspan", "th/scope", "time/datetime",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] LinkBeginnings = ["http://", "https://", "mailto:", "tel:"];

    private static readonly string[] PictureBeginnings = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

    public static bool IsAttribute(string element, string name) => Everywhere.Contains(name) || Here.Contains($"{element}/{name}");

    /// <summary>The address as browsers read it; null when it may not be followed.</summary>
    public static string? LinkOf(string value)
    {
        var link = WithoutControls(value);
        return link.Length <= LongestLink && LinkBeginnings.Any(it => link.StartsWith(it, StringComparison.OrdinalIgnoreCase)) ? link : null;
    }

    public static bool IsRemote(string source) => source.Length <= LongestLink && (source.StartsWith("//", StringComparison.Ordinal) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>A picture of a kind that holds no script.</summary>
    public static bool IsPictureData(string source) =>
        PictureBeginnings.FirstOrDefault(it => source.StartsWith(it, StringComparison.OrdinalIgnoreCase)) is { } found && source.AsSpan(found.Length).IndexOfAnyExcept(Base64) < 0;

    /// <summary>Browsers pass over control characters in an address.</summary>
    public static string WithoutControls(string value) => string.Concat(value.Where(it => !char.IsControl(it))).Trim();

    private static readonly System.Buffers.SearchValues<char> Base64 = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= ");
}
