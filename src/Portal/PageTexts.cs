using System.Globalization;
using Isberg.Services;
using Microsoft.AspNetCore.Http;

namespace Isberg.Portal;

/// <summary>The texts of the page being made, in the citizen's language: as the address says, as he chose before, or as his browser asks.</summary>
public sealed class PageTexts
{
    private const string Cookie = "isberg-language";

    private static readonly TextFiles Files = new(typeof(PageTexts).Assembly, "Isberg.Texts");

    public PageTexts(IHttpContextAccessor current)
    {
        var context = current.HttpContext!;
        var chosen = context.Request.Query["language"].ToString();
        if (TextFiles.Languages.Contains(chosen, StringComparer.Ordinal))
        {
            context.Response.Cookies.Append(Cookie, chosen, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(180), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true,
            });
            Language = chosen;
            return;
        }

        var kept = context.Request.Cookies[Cookie];
        Language = kept is not null && TextFiles.Languages.Contains(kept, StringComparer.Ordinal) ? kept : Asked(context.Request);
    }

    public string Language { get; }

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    public string this[string key] => Files.Say(Language, key);

    public string Say(string key, params object[] values) => Files.Say(Language, key, values);

    public string SayIn(string language, string key) => Files.Say(language, key);

    /// <summary>In Finnish on a day: every weekday takes the same ending.</summary>
    public string Moment(DateTimeOffset at, TimeZoneInfo zone) => Say("moment", Day(at, zone, "dddd'na' d. MMMM"), Time(at, zone));

    public string Day(DateTimeOffset at, TimeZoneInfo zone) => Day(at, zone, "dddd d. MMMM");

    private string Day(DateTimeOffset at, TimeZoneInfo zone, string finnish) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Language == "fi" ? finnish : "dddd d MMMM", Culture);

    public string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Language == "fi" ? "H.mm" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The first of our languages in the order in which the browser names them.</summary>
    private static string Asked(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(it => it.Quality ?? 1)
            .Select(it => it.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(it => TextFiles.Languages.Contains(it, StringComparer.Ordinal)) ?? "sv";
}
