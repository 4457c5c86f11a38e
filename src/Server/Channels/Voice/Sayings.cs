using System.Globalization;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>The words that callers hear, where nobody has written others.</summary>
internal static class Sayings
{
    private static readonly TextFiles Files = new(typeof(Sayings).Assembly, "Isberg.Channels.Voice.Texts");

    public static string Say(Language language, string key, params object[] values) => Files.Say(language.Code, key, values);

    /// <summary>One saying in every language.</summary>
    public static Texts All(string key) => Texts.Of([.. TextFiles.Languages.Select(it => (it, Files.Say(it, key)))]);

    /// <summary>The place in the queue, and the honest wait where it is known.</summary>
    /// <param name="ahead">How many are ahead of the caller.</param>
    public static string Place(Language language, int ahead, WaitRange? wait)
    {
        var place = ahead == 0 ? Say(language, "next") : Say(language, "place", ahead + 1);
        return wait is { } known ? $"{place} {Wait(language, known)}" : place;
    }

    private static string Wait(Language language, WaitRange wait)
    {
        var (from, until) = ((int)wait.From.TotalMinutes, (int)Math.Ceiling(wait.Until.TotalMinutes));
        if (from >= 120) return Say(language, "wait.hours.many", from / 60);
        if (from >= 60) return Say(language, "wait.hours");
        if (until <= 1) return Say(language, "wait.soon");
        return from == 0 ? Say(language, "wait.until", until) : Say(language, "wait.between", from, until);
    }

    /// <summary>When the service opens again, as one says it; times are the centre's own.</summary>
    public static string Opens(Language language, DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var days = DateOnly.FromDateTime(there.DateTime).DayNumber - DateOnly.FromDateTime(here.DateTime).DayNumber;
        var day = days switch
        {
            0 => Say(language, "today"),
            1 => Say(language, "tomorrow"),
            < 7 => Say(language, $"day.{there.DayOfWeek}"),
            _ => there.ToString(Say(language, "date"), CultureInfo.GetCultureInfo(language.Code)),
        };
        return Say(language, "opens", day, there.Minute == 0 ? $"{there.Hour}" : $"{there.Hour} {there.Minute:00}");
    }
}
