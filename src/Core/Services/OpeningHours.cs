namespace Isberg.Services;

/// <summary>Opening on one day of the week, by the centre's clock.</summary>
/// <param name="Until">Later than <paramref name="From"/>; 00:00 is midnight at the end of the day.</param>
public readonly record struct WeekSpan(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>Opening on one date, by the centre's clock.</summary>
/// <param name="Until">Later than <paramref name="From"/>; 00:00 is midnight at the end of the day.</param>
public readonly record struct DaySpan(TimeOnly From, TimeOnly Until);

/// <summary>A date whose hours are not the week's. No hours: closed that day.</summary>
public sealed record DayException(DateOnly Date, IReadOnlyList<DaySpan> Hours);

/// <summary>Works out when something is open, in UTC, from hours by the centre's clock.</summary>
public static class OpeningHours
{
    /// <summary>The most days that are worked out at once.</summary>
    public const int MostDays = 400;

    /// <summary>The opening intervals of whole local days, ascending and joined where they meet.</summary>
    /// <param name="exceptions">The first one for a date holds; later ones for the same date are not read.</param>
    /// <param name="first">The first local date; <paramref name="days"/> (0 to 400) follow from it.</param>
    /// <remarks>
    /// A time that the change to summer time skips counts from the moment of the change. Of a time that comes twice, opening
    /// takes the first and closing the second: nobody meets a closed door while the clock on the wall says open.
    /// </remarks>
    public static IReadOnlyList<OpenInterval> Of(
        IReadOnlyList<WeekSpan> week, IReadOnlyList<DayException> exceptions, TimeZoneInfo zone, DateOnly first, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var special = new Dictionary<DateOnly, DayException>();
        foreach (var exception in exceptions) special.TryAdd(exception.Date, exception);

        var found = new List<OpenInterval>();
        for (var date = first; date < first.AddDays(days); date = date.AddDays(1))
        {
            var hours = special.TryGetValue(date, out var exception)
                ? exception.Hours
                : week.Where(it => it.Day == date.DayOfWeek).Select(it => new DaySpan(it.From, it.Until));
            found.AddRange(hours.Select(it => On(date, it, zone)));
        }

        return Joined(found);
    }

    /// <summary>The same stretches in order, without overlap and without empty ones.</summary>
    public static IReadOnlyList<OpenInterval> Joined(IEnumerable<OpenInterval> intervals)
    {
        var joined = new List<OpenInterval>();
        foreach (var next in intervals.Where(it => it.From < it.Until).OrderBy(it => it.From))
        {
            if (joined.Count == 0 || next.From > joined[^1].Until) joined.Add(next);
            else if (next.Until > joined[^1].Until) joined[^1] = joined[^1] with { Until = next.Until };
        }

        return joined;
    }

    /// <summary>The intervals without the stretch from <paramref name="from"/> to <paramref name="until"/>.</summary>
    public static IReadOnlyList<OpenInterval> Without(IReadOnlyList<OpenInterval> intervals, DateTimeOffset from, DateTimeOffset until) =>
        Joined(intervals.SelectMany(it => new[]
        {
            it with { Until = Earlier(it.Until, from) },
            it with { From = Later(it.From, until) },
        }));

    private static OpenInterval On(DateOnly date, DaySpan hours, TimeZoneInfo zone)
    {
        var end = hours.Until == TimeOnly.MinValue ? date.AddDays(1) : date;
        return new OpenInterval(Utc(date.ToDateTime(hours.From), zone, second: false), Utc(end.ToDateTime(hours.Until), zone, second: true));
    }

    private static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone, bool second)
    {
        if (zone.IsInvalidTime(local)) return AfterTheGap(local, zone);
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();

        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, second ? offsets.Min() : offsets.Max()).ToUniversalTime();
    }

    /// <summary>The moment at which the clock is put forward past a time that does not exist.</summary>
    private static DateTimeOffset AfterTheGap(DateTime local, TimeZoneInfo zone)
    {
        var valid = local;
        while (zone.IsInvalidTime(valid)) valid = valid.AddMinutes(1);
        return new DateTimeOffset(valid, zone.GetUtcOffset(valid)).ToUniversalTime();
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
