using System.Text;
using AngleSharp.Dom;

namespace Isberg.Mail.Html;

/// <summary>How a mail's page is shown.</summary>
public sealed record HtmlSanitizerOptions
{
    public static readonly HtmlSanitizerOptions Usual = new();

    /// <summary>The address of a picture that came with the mail, by its Content-ID; null leaves a placeholder.</summary>
    public Func<string, string?> ContentId { get; init; } = _ => null;

    /// <summary>The address from which a picture elsewhere is shown; null leaves a placeholder, so that nobody learns that the mail was opened.</summary>
    public Func<string, string?> RemoteImage { get; init; } = _ => null;

    /// <summary>Older mails are folded under this word; null leaves them open.</summary>
    public string? QuoteSummary { get; init; }

    /// <summary>The elements that are kept, among those that are allowed; null keeps all of these, and their looks.</summary>
    public IReadOnlySet<string>? Elements { get; init; }
}

/// <summary>A page that can do nothing: no scripts, no requests, no forms.</summary>
/// <param name="RemoteImages">How many pictures elsewhere have placeholders, with their addresses in <see cref="HtmlSanitizer.RemoteAttribute"/>.</param>
/// <param name="IsCut">It was too long or had too many elements, and its end is missing.</param>
public sealed record SanitizedHtml(string Html, int RemoteImages, bool IsCut);

/// <summary>Writes a mail's page anew with nothing but allowed elements, attributes and styles. What it does not know, it leaves out; text stays.</summary>
public sealed class HtmlSanitizer
{
    /// <summary>On a picture's placeholder: where the picture is.</summary>
    public const string RemoteAttribute = "data-remote-src";

    /// <summary>On a picture's placeholder: its Content-ID.</summary>
    public const string ContentIdAttribute = "data-cid";

    /// <summary>Elements further down are left out, and what is in them stands beside.</summary>
    private const int MostDepth = 200;

    private readonly StringBuilder html = new();
    private readonly HtmlSanitizerOptions options;
    private readonly HtmlQuotes quotes;

    /// <summary>What ends the elements that are open.</summary>
    private readonly List<(INode Node, string Ends, bool IsFold)> open = [];

    private int remote;

    private HtmlSanitizer(HtmlSanitizerOptions options, HtmlQuotes quotes) => (this.options, this.quotes) = (options, quotes);

    public static SanitizedHtml Sanitize(string html, HtmlSanitizerOptions? options = null)
    {
        var (body, isCut) = HtmlPage.Read(html);
        if (body is null) return new("", 0, isCut);

        var writer = new HtmlSanitizer(options ?? HtmlSanitizerOptions.Usual, HtmlQuotes.In(body));
        writer.Walk(body);
        return new(writer.html.ToString(), writer.remote, isCut);
    }

    /// <summary>A page may be nested deeper than the stack allows: this goes from node to node.</summary>
    private void Walk(INode root)
    {
        for (var node = root.FirstChild; node is not null;)
        {
            if (Enter(node) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            Leave(node);
            while (node.NextSibling is null && node.Parent is { } parent && parent != root)
            {
                node = parent;
                Leave(node);
            }

            node = node.NextSibling;
        }

        while (open.Count > 0) CloseLast();
    }

    /// <summary>Whether to go on with what is inside.</summary>
    private bool Enter(INode node)
    {
        if (node is IText text) Escape(text.Data);
        if (node is not IElement element) return false;

        var name = element.LocalName;
        if (element.NamespaceUri != NamespaceNames.HtmlUri || AllowedHtml.SilentElements.Contains(name)) return false;
        if (!AllowedHtml.Elements.Contains(name) || options.Elements?.Contains(name) == false || open.Count >= MostDepth) return true;

        Fold(element);
        html.Append('<').Append(name);
        foreach (var it in element.Attributes) Write(name, it);
        html.Append('>');
        if (AllowedHtml.EmptyElements.Contains(name)) return false;
        open.Add((element, $"</{name}>", false));
        return true;
    }

    private void Leave(INode node)
    {
        while (open.Count > 0 && open[^1].Node == node) CloseLast();
    }

    private void CloseLast()
    {
        html.Append(open[^1].Ends);
        open.RemoveAt(open.Count - 1);
    }

    /// <summary>Puts an older mail under a word that opens it, without a script.</summary>
    private void Fold(IElement element)
    {
        if (options.QuoteSummary is not { } word || open.Any(it => it.IsFold) || !quotes.Begins(element)) return;

        html.Append("<details><summary>");
        Escape(word);
        html.Append("</summary>");
        var until = HtmlQuotes.GoesToTheEnd(element) && element.Parent is { } parent ? parent : element;
        open.Add((until, "</details>", true));
    }

    private void Write(string element, IAttr attribute)
    {
        var (name, value) = (attribute.LocalName, attribute.Value);
        if (attribute.NamespaceUri is { Length: > 0 } || value.Length > AllowedHtml.LongestValue) return;

        if (element == "a" && name == "href") WriteLink(value);
        else if (options.Elements is not null && name is not ("dir" or "start")) return;
        else if (name == "style") Append("style", AllowedStyle.Of(value));
        else if (element == "img" && name == "src") WritePicture(value);
        else if (AllowedHtml.IsAttribute(element, name)) Append(name, value);
    }

    private void WriteLink(string value)
    {
        if (AllowedHtml.LinkOf(value) is not { } link) return;

        Append("href", link);
        html.Append(" rel=\"noopener noreferrer nofollow\" target=\"_blank\"");
    }

    private void WritePicture(string value)
    {
        var source = AllowedHtml.WithoutControls(value);
        if (AllowedHtml.IsPictureData(source))
        {
            Append("src", source);
        }
        else if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            var id = Uri.UnescapeDataString(source[4..]).Trim('<', '>');
            WriteSource(options.ContentId(id), ContentIdAttribute, id);
        }
        else if (AllowedHtml.IsRemote(source))
        {
            var address = source.StartsWith("//", StringComparison.Ordinal) ? $"https:{source}" : source;
            var shown = options.RemoteImage(address);
            remote += shown is null ? 1 : 0;
            WriteSource(shown, RemoteAttribute, address);
        }
    }

    private void WriteSource(string? shown, string placeholder, string value)
    {
        if (shown is null) Append(placeholder, value);
        else Append("src", shown);
    }

    private void Append(string name, string value)
    {
        if (name == "style" && value.Length == 0) return;

        html.Append(' ').Append(name).Append("=\"");
        Escape(value);
        html.Append('"');
    }

    private void Escape(string text)
    {
        foreach (var it in text)
        {
            _ = it switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '`' => html.Append("&#96;"),
                '\u00A0' => html.Append("&nbsp;"),
                '\0' => html,
                _ => html.Append(it),
            };
        }
    }
}
