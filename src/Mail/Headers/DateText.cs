using System.Globalization;

namespace Isberg.Mail.Headers;

/// <summary>Dates of mails (RFC 5322, 3.3), as they are really written.</summary>
public static class DateText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Zones of RFC 822, in hours from UTC; military letters count as UTC, because they were used the wrong way round.</summary>
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["GMT"] = 0, ["UTC"] = 0, ["Z"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
        ["CET"] = 1, ["CEST"] = 2, ["MET"] = 1, ["MEST"] = 2, ["EET"] = 2, ["EEST"] = 3, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["JST"] = 9,
    };

    /// <summary>Null when it is no date.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 200) return null;

        var words = WithoutComments(text).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var month = Array.FindIndex(words, it => MonthOf(it) > 0);
        return month < 0 ? Other(text) : Read(words, month);
    }

    private static DateTimeOffset? Read(string[] words, int month)
    {
        // "2 Mar 2026 09:00:00 +0100", or as asctime writes it: "Mon Mar  2 09:00:00 2026".
        var time = Array.FindIndex(words, it => char.IsAsciiDigit(it[0]) && (it.Contains(':', StringComparison.Ordinal) || it.Count(sign => sign == '.') == 2));
        var isClassic = month > 0 && Number(words[month - 1]) is not null;
        var day = isClassic ? Number(words[month - 1]) : month + 1 < words.Length ? Number(words[month + 1]) : null;
        var year = Enumerable.Range(0, words.Length).Where(it => it != time && it != (isClassic ? month - 1 : month + 1)).Select(it => YearOf(words[it])).FirstOrDefault(it => it is not null);
        if (day is null || year is null || TimeOf(time < 0 ? "0:00" : words[time]) is not { } clock) return null;

        try
        {
            var zone = words.Skip(Math.Max(time, month) + 1).Select(ZoneOf).FirstOrDefault(it => it is not null) ?? TimeSpan.Zero;
            return new DateTimeOffset(year.Value, MonthOf(words[month]), day.Value, 0, 0, 0, zone) + clock;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Other(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;

    private static string WithoutComments(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.LastIndexOf(')');
        return open >= 0 && close > open ? string.Concat(text.AsSpan(0, open), " ", text.AsSpan(close + 1)) : text;
    }

    private static int MonthOf(string word) => word.Length < 3 ? 0 : Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1;

    private static int? Number(string word) => int.TryParse(word.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 32 ? number : null;

    private static int? YearOf(string word)
    {
        if (word[0] is '+' or '-' || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return null;
        return word.Length switch
        {
            2 => year < 50 ? 2000 + year : 1900 + year,
            3 => 1900 + year,
            4 => year,
            _ => null,
        };
    }

    /// <summary>A leap second counts as the first of the next minute.</summary>
    private static TimeSpan? TimeOf(string word)
    {
        var parts = word.Split(':', '.');
        if (parts.Length is < 2 or > 4) return null;
        if (!int.TryParse(parts[0], out var hour) || !int.TryParse(parts[1], out var minute)) return null;

        var second = parts.Length > 2 && int.TryParse(parts[2], out var given) ? given : 0;
        return hour is >= 0 and < 25 && minute is >= 0 and < 60 && second is >= 0 and < 61 ? new TimeSpan(hour, minute, second) : null;
    }

    private static TimeSpan? ZoneOf(string word)
    {
        if (Zones.TryGetValue(word, out var hours)) return TimeSpan.FromHours(hours);

        var digits = word.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 5 || digits[0] is not ('+' or '-') || !int.TryParse(digits.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var zone)) return null;

        var offset = new TimeSpan(zone / 100, zone % 100, 0);
        if (offset > TimeSpan.FromHours(14)) return TimeSpan.Zero;
        return digits[0] == '-' ? -offset : offset;
    }
}
