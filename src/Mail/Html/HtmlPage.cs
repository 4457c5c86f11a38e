using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Isberg.Mail.Html;

/// <summary>Reads a page as browsers read it, up to a size. Elements without end that stand in each other make reading slow beyond all bounds; such a page is cut where it begins to.</summary>
internal sealed class HtmlPage
{
    private const int MostElements = 30_000;

    /// <summary>Answers to answers to answers stand in each other, a few elements each.</summary>
    private const int MostDepth = 400;

    private IElement? before;
    private int elements;
    private int goodUntil;

    private HtmlPage()
    {
    }

    /// <summary>The page's body, null when there is none; and whether its end is missing.</summary>
    public static (IElement? Body, bool IsCut) Read(string html)
    {
        var isCut = html.Length > HtmlText.MostSigns;
        var rest = isCut ? html[..HtmlText.MostSigns] : html;
        while (rest.Length > 0)
        {
            var page = new HtmlPage();
            try
            {
                return (page.Parse(rest), isCut);
            }
            catch (TooMuchException)
            {
                (rest, isCut) = (rest[..Math.Min(page.goodUntil, rest.Length - 1 - rest.Length / 50)], true);
            }
        }

        return (null, isCut);
    }

    private IElement? Parse(string html) => new HtmlParser(new HtmlParserOptions { OnCreated = (element, at) => Created(element, at.Index) }).ParseDocument(html).Body;

    /// <summary>The element that was made before this one has its place by now.</summary>
    private void Created(IElement element, int at)
    {
        elements++;
        if (before is not null && (Depth(before) > MostDepth || (elements += Copies(before)) > MostElements)) throw new TooMuchException();
        (before, goodUntil) = (element, Math.Max(0, at - 1));
    }

    private static int Depth(IElement element)
    {
        var depth = 0;
        for (INode? it = element; it is not null && depth <= MostDepth; it = it.Parent) depth++;
        return depth;
    }

    /// <summary>What the parser repeated within an element because it was left open before.</summary>
    private static int Copies(IElement element)
    {
        var copies = 0;
        for (var it = element.LastElementChild; it is not null && copies < MostElements; it = it.LastElementChild) copies++;
        return copies;
    }

    private sealed class TooMuchException : Exception;
}
