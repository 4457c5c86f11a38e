using AngleSharp.Dom;

namespace Isberg.Mail.Html;

/// <summary>Finds the older mails that mail programs put into a page, by the marks that they leave.</summary>
internal sealed class HtmlQuotes
{
    private static readonly string[] Classes = ["gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "moz-cite-prefix", "mail_quote", "OutlookMessageHeader", "yandex_quote", "ms-outlook-mobile-reference-message", "gmail_attr", "cite", "mailru-blockquote", "replied-message"];

    private static readonly string[] Ids = ["divRplyFwdMsg", "appendonsend", "reply-intro", "stopSpelling", "zwchr", "OLK_SRC_BODY_SECTION", "replySplit", "ms-outlook-mobile-reference-message"];

    /// <summary>By the beginning of their ids, which go on with a number.</summary>
    private static readonly string[] IdBeginnings = ["yahoo_quoted", "mail-editor-reference-message-container", "replyBody", "ymail_android_signature_quote"];

    private readonly IElement? lastPlain;

    private HtmlQuotes(IElement? lastPlain) => this.lastPlain = lastPlain;

    public static HtmlQuotes In(IElement body) => new(LastPlainQuote(body));

    public bool Begins(IElement element) => element == lastPlain || IsMarked(element);

    /// <summary>Outlook marks only the header of the older mail; all that follows belongs to it.</summary>
    public static bool GoesToTheEnd(IElement element) => IsOutlookHeader(element);

    private static bool IsMarked(IElement element)
    {
        if (IsOutlookHeader(element)) return true;

        var isQuote = element.LocalName == "blockquote";
        if (isQuote && string.Equals(element.GetAttribute("type"), "cite", StringComparison.OrdinalIgnoreCase)) return true;
        if (element.ClassName is { Length: > 0 } names)
        {
            // Gmail's own quotes are divs; a blockquote with this class is what a writer set apart himself.
            if (Classes.Any(it => element.ClassList.Contains(it) && !(isQuote && it == "gmail_quote"))) return true;
            if (names.Contains("gmail_quote", StringComparison.Ordinal) && !isQuote) return true;
        }

        return (element.Id is { Length: > 0 } id && IdBeginnings.Any(it => id.StartsWith(it, StringComparison.Ordinal))) || element.GetAttribute("name") is "messageReplySection" or "quote";
    }

    private static bool IsOutlookHeader(IElement element)
    {
        if (element.Id is { Length: > 0 } id && Ids.Contains(id, StringComparer.Ordinal)) return true;
        if (element.LocalName != "div" || element.GetAttribute("style") is not { } style) return false;

        var plain = style.Replace(" ", "", StringComparison.Ordinal);
        return plain.Contains("border:none", StringComparison.OrdinalIgnoreCase) && plain.Contains("border-top:solid", StringComparison.OrdinalIgnoreCase) && plain.Contains("padding:3.0pt0", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without marks, the last blockquote that is not in another holds the older mail, when something stands before it.</summary>
    private static IElement? LastPlainQuote(IElement body)
    {
        var all = body.GetElementsByTagName("blockquote");
        for (var at = all.Length - 1; at >= 0; at--)
        {
            if (all[at].ParentElement?.Closest("blockquote") is not null) continue;
            return all[at].ClassList.Contains("gmail_quote") ? null : all[at];
        }

        return null;
    }
}
