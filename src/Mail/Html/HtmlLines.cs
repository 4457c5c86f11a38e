using System.Text;
using AngleSharp.Dom;

namespace Isberg.Mail.Html;

/// <summary>A line of a page's text.</summary>
/// <param name="IsQuoted">It stands in what the writer's program marked as an older mail.</param>
internal readonly record struct HtmlLine(string Text, bool IsQuoted);

/// <summary>Writes a page's text, line by line, in the order in which it stands there.</summary>
internal sealed class HtmlLines
{
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "select", "option", "textarea", "audio", "video", "canvas", "xmp", "noembed", "noframes" };

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Spaced = new(StringComparer.Ordinal) { "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "table" };

    private readonly List<HtmlLine> lines = [];
    private readonly StringBuilder line = new();
    private readonly HtmlQuotes quotes;
    private readonly HtmlMarks? marks;
    private int quoted;
    private int kept;
    private bool isGapWanted;

    private HtmlLines(HtmlQuotes quotes, HtmlMarks? marks) => (this.quotes, this.marks) = (quotes, marks);

    /// <param name="isWhole">Says also what only the page's looks say: numbers, levels of lists, and where links lead.</param>
    public static IReadOnlyList<HtmlLine> Of(string html, bool isWhole = false)
    {
        if (HtmlPage.Read(html).Body is not { } body) return [];

        var writer = new HtmlLines(HtmlQuotes.In(body), isWhole ? new HtmlMarks() : null);
        writer.Walk(body);
        writer.End();
        return writer.lines;
    }

    /// <summary>A page may be nested deeper than the stack allows: this goes from node to node.</summary>
    private void Walk(INode root)
    {
        for (var node = root; node is not null;)
        {
            if (Enter(node) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && node != root && node.NextSibling is null)
            {
                Leave(node);
                node = node.Parent;
            }

            if (node is null || node == root) return;
            Leave(node);
            node = node.NextSibling;
        }
    }

    /// <summary>Whether to go on with what is inside.</summary>
    private bool Enter(INode node)
    {
        if (node is IText text) Write(text.Data);
        if (node is not IElement element) return false;

        var name = element.LocalName;
        if (Silent.Contains(name) || IsHidden(element)) return false;
        if (Blocks.Contains(name) && marks?.IsAlone(line) != true) EndLine(Spaced.Contains(name) && marks?.IsWithin != true);
        marks?.Enter(element);
        if (quotes.Begins(element)) quoted++;
        if (name == "pre") kept++;
        if (name == "br") NewLine();
        if (name == "li") line.Append(marks?.Next(line) ?? "• ");
        if (name == "img" && element.GetAttribute("alt") is { Length: > 0 } alt) Write(alt);
        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || Silent.Contains(element.LocalName) || IsHidden(element)) return;

        if (element.LocalName is "td" or "th" && line.Length > 0) line.Append(' ');
        marks?.Leave(element, line);
        if (Blocks.Contains(element.LocalName)) EndLine(Spaced.Contains(element.LocalName) && marks?.IsWithin != true);
        if (element.LocalName == "pre") kept--;
        if (quotes.Begins(element) && !HtmlQuotes.GoesToTheEnd(element)) quoted--;
    }

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));

    private void Write(string text)
    {
        foreach (var it in text)
        {
            if (kept > 0 && it == '\n') NewLine();
            else if (kept > 0 && it != '\r') line.Append(it == '\u00A0' ? ' ' : it);
            else if (it is not (' ' or '\t' or '\n' or '\r' or '\u00A0' or '\u200B' or '\uFEFF' or '\u00AD')) line.Append(it);
            else if (it is not ('\u200B' or '\uFEFF' or '\u00AD') && line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
    }

    private void EndLine(bool withGap)
    {
        if (line.Length > 0) NewLine();
        isGapWanted |= withGap && lines.Count > 0;
    }

    private void NewLine()
    {
        var text = line.ToString();
        line.Clear();
        if (isGapWanted && text.Length > 0 && lines is [.., { Text.Length: > 0 }]) lines.Add(new("", quoted > 0 && lines[^1].IsQuoted));
        if (text.Length > 0) isGapWanted = false;
        lines.Add(new(kept > 0 ? text : text.TrimEnd(), quoted > 0));
    }

    private void End()
    {
        if (line.Length > 0) NewLine();
    }
}
