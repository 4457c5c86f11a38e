using System.Globalization;
using System.Net;
using System.Text;
using Isberg.Services;

namespace Isberg.Contacts.Letters;

/// <summary>How an answer by letter looks: a page whose form is fixed. All that anybody wrote stands in it as text; it names nothing to be fetched.</summary>
/// <param name="Language">sv, fi or en: what is read aloud, and what the words beside the date are in.</param>
/// <param name="Sender">Line by line.</param>
/// <param name="To">The address, line by line.</param>
internal sealed record LetterPaper(string Language, string Sender, string To, DateOnly Date, string Reference, string Text, EnvelopeWindow Window)
{
    /// <summary>The address stands 45 mm below the upper edge, in the window of a C5 or DL envelope; the text begins below the first fold.</summary>
    private const string Form = """
        @page { size: A4; margin: 25mm 25mm 22mm; font: 8.5pt "Noto Sans", "DejaVu Sans", sans-serif;
          @top-left { content: string(reference) } @top-right { content: counter(page) " (" counter(pages) ")" } }
        @page :first { margin-top: 15mm; @top-left { content: none } @top-right { content: none } @bottom-right { content: counter(page) " (" counter(pages) ")" } }
        body { margin: 0; font: 10.5pt/1.4 "Noto Sans", "DejaVu Sans", sans-serif }
        header { position: relative; height: 87mm }
        header div { position: absolute; white-space: pre-wrap; overflow-wrap: anywhere }
        .sender { top: 0; left: 0; width: 160mm; font-size: 9pt; line-height: 1.3 }
        .to { top: 30mm; width: 80mm; font-size: 10pt; line-height: 1.2 }
        .facts { top: 30mm; width: 58mm }
        .right .to { left: 85mm }
        .left .facts { left: 100mm }
        .right .facts, .left .to { left: 0 }
        body { string-set: reference attr(data-reference) }
        p { margin: 0; min-height: 1.4em; white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2 }
        """;

    public string AsHtml()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"{Known}\"><head><meta charset=\"utf-8\"><title>{Escaped(Reference)}</title><style>{Form}</style></head>");
        page.Append(CultureInfo.InvariantCulture, $"<body data-reference=\"{Escaped(Reference)}\" class=\"{(Window == EnvelopeWindow.Left ? "left" : "right")}\"><header><div class=\"sender\">{Escaped(Sender)}</div>");
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"to\">{Escaped(To)}</div><div class=\"facts\">{Dated}\n{Beside}: {Escaped(Reference)}</div></header>");
        foreach (var line in Plain(Text).Trim('\n').Split('\n')) page.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(Breakable.Of(line))}</p>\n");
        return page.Append("</body></html>").ToString();
    }

    private string Known => Language is "fi" or "en" ? Language : "sv";

    private string Beside => Known switch { "fi" => "Viitteemme", "en" => "Our reference", _ => "Vår referens" };

    private string Dated => Known switch
    {
        "fi" => Date.ToString("d.M.yyyy", CultureInfo.InvariantCulture),
        "en" => Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text) => WebUtility.HtmlEncode(Plain(text).Trim('\n'));

    /// <summary>Nothing that no paper can show.</summary>
    private static string Plain(string text) =>
        new([.. text.ReplaceLineEndings("\n").Where(it => it is '\n' or '\t' || (!char.IsControl(it) && it is not ('\uFFFE' or '\uFFFF')))]);
}
