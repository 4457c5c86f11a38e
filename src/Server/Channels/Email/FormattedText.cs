using System.Collections.Frozen;
using Isberg.Mail;
using Isberg.Mail.Html;

namespace Isberg.Channels.Email;

/// <summary>What an agent has written with formatting, made harmless, and the same as plain text: the browser is believed in neither.</summary>
internal sealed record FormattedText(string Html, string Text)
{
    /// <summary>Lines and paragraphs are no formatting: a text has them too.</summary>
    private static readonly string[] Lines = ["div", "p", "br"];

    private static readonly string[] Formats = ["a", "b", "strong", "i", "em", "u", "ul", "ol", "li"];

    private static readonly HtmlSanitizerOptions Kept = new() { Elements = Lines.Concat(Formats).ToFrozenSet(StringComparer.Ordinal) };

    /// <summary>The text says all of it.</summary>
    public bool IsPlain => !Formats.Any(it => Html.Contains($"<{it}>", StringComparison.Ordinal) || Html.Contains($"<{it} ", StringComparison.Ordinal));

    public static FormattedText Of(string html)
    {
        var safe = HtmlSanitizer.Sanitize(html, Kept).Html;
        return new FormattedText(safe, HtmlText.Whole(safe));
    }
}
