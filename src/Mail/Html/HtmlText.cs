using Isberg.Mail.Html;

namespace Isberg.Mail;

/// <summary>A page as plain text, to read, to search and to show the beginning of.</summary>
public static class HtmlText
{
    /// <summary>What stands beyond this many signs of a page is left out.</summary>
    public const int MostSigns = 1024 * 1024;

    public static string Of(string html) => Joined(HtmlLines.Of(html));

    /// <summary>As <see cref="Of"/>, for a reader who gets nothing but the text: items have their numbers and stand further in, links say where they lead.</summary>
    public static string Whole(string html) => Joined(HtmlLines.Of(html, isWhole: true));

    private static string Joined(IReadOnlyList<HtmlLine> lines) => string.Join('\n', lines.Select(it => it.Text)).Trim('\n');
}
