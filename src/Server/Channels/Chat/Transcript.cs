using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Chat;

/// <summary>A conversation as a page that the citizen keeps: complete in itself, and without any script.</summary>
internal static class Transcript
{
    private static readonly TextFiles Texts = new(typeof(Transcript).Assembly, "Isberg.Channels.Chat.Texts");
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b2733;background:#fff}"
        + "h1{font-size:1.4rem}article{margin:1rem 0;padding:.75rem 1rem;border:1px solid #c9d3dc;border-radius:.5rem}"
        + "header{font-size:.9rem;color:#4a5a68}p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}";

    /// <param name="zone">The centre's time zone, in which the times are told.</param>
    public static byte[] Of(ConversationView view, IEnumerable<CitizenMessage> messages, string language, TimeZoneInfo zone)
    {
        var spoken = TextFiles.Known(language);
        var page = new StringBuilder();
        var title = Html.Encode(Texts.Say(spoken, "title", view.ServiceName));
        page.Append($"<!doctype html><html lang=\"{spoken}\"><head><meta charset=\"utf-8\"><title>{title}</title>");
        page.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>{Style}</style></head>");
        page.Append($"<body><h1>{title}</h1><p>{Html.Encode(Texts.Say(spoken, "reference", view.Reference))}</p>\n");
        foreach (var message in messages) Append(page, message, spoken, zone);
        return Encoding.UTF8.GetBytes(page.Append("</body></html>\n").ToString());
    }

    private static void Append(StringBuilder page, CitizenMessage message, string language, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(message.At, zone);
        var by = message.Author switch
        {
            Author.Citizen => Texts.Say(language, "you"),
            Author.Staff => message.By is { Length: > 0 } name ? name : Texts.Say(language, "staff"),
            _ => Texts.Say(language, "automatic"),
        };
        page.Append($"<article><header>{Html.Encode(by)}, <time datetime=\"{message.At.UtcDateTime:O}\">");
        page.Append($"{at.ToString("g", CultureInfo.GetCultureInfo(language))}</time></header>");
        page.Append($"<p dir=\"auto\">{Html.Encode(message.Text ?? Texts.Say(language, message.IsByMail ? "byMail" : "erased"))}</p>");
        foreach (var file in message.Files) page.Append($"<p>{Html.Encode(Texts.Say(language, "file", file.Name))}</p>");
        page.Append("</article>\n");
    }
}
