using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Isberg.Mail.Html;

/// <summary>What a page says by its looks alone, in words: the numbers and levels of lists, and where links lead.</summary>
internal sealed class HtmlMarks
{
    private const int Indent = 3;

    /// <summary>The lists around, the innermost last: the number of its next item; null has bullets.</summary>
    private readonly Stack<int?> lists = [];

    private int marked = -1;

    /// <summary>Inside a list.</summary>
    public bool IsWithin => lists.Count > 0;

    /// <summary>The line holds nothing but an item's mark: what comes belongs beside it.</summary>
    public bool IsAlone(StringBuilder line) => marked > 0 && line.Length == marked;

    public void Enter(IElement element)
    {
        if (element.LocalName == "ul") lists.Push(null);
        if (element.LocalName == "ol") lists.Push(int.TryParse(element.GetAttribute("start"), CultureInfo.InvariantCulture, out var first) ? first : 1);
    }

    /// <summary>The mark of the item that begins.</summary>
    public string Next(StringBuilder line)
    {
        var isInList = lists.TryPop(out var number);
        var mark = new string(' ', Indent * lists.Count) + (number is { } it ? $"{it.ToString(CultureInfo.InvariantCulture)}. " : "• ");
        if (isInList) lists.Push(number + 1);
        marked = line.Length + mark.Length;
        return mark;
    }

    public void Leave(IElement element, StringBuilder line)
    {
        if (element.LocalName is "ul" or "ol" && lists.Count > 0) lists.Pop();
        if (element.LocalName == "li") marked = -1;
        if (element.LocalName == "a" && element.GetAttribute("href") is { Length: > 0 } link && !IsSaid(link, element.TextContent)) line.Append(CultureInfo.InvariantCulture, $" <{link}>");
    }

    /// <summary>The link's text says already where it leads.</summary>
    private static bool IsSaid(string link, string text) => Bare(link).Equals(Bare(text), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string link)
    {
        var bare = link.Trim().TrimEnd('/');
        var scheme = new[] { "https://", "http://", "mailto:", "tel:" }.FirstOrDefault(it => bare.StartsWith(it, StringComparison.OrdinalIgnoreCase));
        return scheme is null ? bare : bare[scheme.Length..];
    }
}
