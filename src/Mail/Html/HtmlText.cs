using Isberg.Mail.Html;

namespace Isberg.Mail;

/// <summary>A page as plain text, to read, to search and to show the beginning of.</summary>
public static class HtmlText
{
    /// <summary>What stands beyond this many signs of a page is left out.</summary>
    public const int MostSigns = 1024 * 1024;

    public static string Of(string html) => string.Join('\n', HtmlLines.Of(html).Select(it => it.Text)).Trim('\n');
}
