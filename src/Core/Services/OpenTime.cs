namespace Isberg.Services;

/// <summary>Clocks that run in opening hours only.</summary>
public static class OpenTime
{
    /// <summary>The moment when <paramref name="target"/> of open time has passed since <paramref name="from"/>. Beyond the last known interval time runs on without pause.</summary>
    /// <param name="intervals">Ascending, without overlap.</param>
    public static DateTimeOffset Add(DateTimeOffset from, TimeSpan target, IReadOnlyList<OpenInterval> intervals)
    {
        var (moment, left) = (from, target);
        for (var i = FirstEndingAfter(from, intervals); i < intervals.Count; i++)
        {
            if (intervals[i].From > moment) moment = intervals[i].From;
            var open = intervals[i].Until - moment;
            if (open >= left) return moment + left;

            (moment, left) = (intervals[i].Until, left - open);
        }

        return moment + left;
    }

    private static int FirstEndingAfter(DateTimeOffset from, IReadOnlyList<OpenInterval> intervals)
    {
        var (low, high) = (0, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (intervals[middle].Until > from) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
