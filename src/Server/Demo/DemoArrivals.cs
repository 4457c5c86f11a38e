using Isberg.Services;

namespace Isberg.Demo;

/// <summary>When contacts come in: a hump before lunch, a smaller one after; Mondays are busy, Fridays are not; and one morning it snows.</summary>
internal static class DemoArrivals
{
    private const int FirstHour = 7;

    /// <summary>Half-hours from seven in the morning: how much of a usual day's live contacts come in each.</summary>
    private static readonly double[] Live =
    [
        0, 0.4, 5.2, 7.4, 9.6, 10.2, 9.3, 8.2, 6.4, 4.1, 4.0, 5.6, 6.9, 7.2, 6.1, 5.0, 3.6, 1.7, 0.6, 0.3, 0.2, 0.1, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>What is written comes later in the day too.</summary>
    private static readonly double[] Written =
    [
        1.2, 2.0, 4.0, 5.0, 5.4, 5.2, 5.0, 4.4, 4.6, 4.8, 4.4, 4.2, 4.2, 4.2, 4.0, 3.8, 3.6, 3.2, 2.8, 2.6, 2.8, 3.2, 3.6, 3.8, 3.6, 3.0, 2.4, 1.8, 1.0, 0.4,
    ];

    private static readonly double[] OfWeekday = [0, 1.22, 1.08, 1.0, 0.98, 0.8, 0];

    /// <summary>The moments of one day at which contacts come to a service by a channel.</summary>
    public static IEnumerable<DateTimeOffset> Of(DemoService service, Channel channel, DateOnly day, DateOnly stormDay, TimeZoneInfo zone, Random chance)
    {
        var curve = channel.IsLive() ? Live : Written;
        var whole = service.PerDay(channel) * DayFactor(day, channel);
        for (var half = 0; half < curve.Length; half++)
        {
            var expected = whole * curve[half] / curve.Sum() * StormFactor(service, day, stormDay, half);
            for (var left = Count(expected, chance); left > 0; left--)
            {
                var local = day.ToDateTime(new TimeOnly(FirstHour, 0)).AddMinutes(30 * (half + chance.NextDouble()));
                if (!zone.IsInvalidTime(local)) yield return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            }
        }
    }

    private static double DayFactor(DateOnly day, Channel channel) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? channel.IsLive() ? 0 : 0.12 : OfWeekday[(int)day.DayOfWeek];

    private static double StormFactor(DemoService service, DateOnly day, DateOnly stormDay, int half) =>
        day != stormDay || half is < 1 or > 13 ? 1
        : service.Key == "streets" ? 6.5
        : service.Key == "switchboard" ? 1.5
        : 1;

    /// <summary>A Poisson number.</summary>
    private static int Count(double expected, Random chance)
    {
        var (limit, product, count) = (Math.Exp(-expected), chance.NextDouble(), 0);
        while (product > limit)
        {
            product *= chance.NextDouble();
            count++;
        }
        return count;
    }
}
