namespace Isberg.Reporting;

/// <summary>A stretch of local time that figures are told apart by. Days are the centre's own days, 23 or 25 hours long at the turns of summer time.</summary>
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset Until)
{
    public static Interval Of(DateTimeOffset moment, Dimension dimension, TimeZoneInfo zone)
    {
        var quarter = Reporting.Quarter.Of(moment);
        if (dimension == Dimension.Quarter) return new(quarter.Start, quarter.End);

        var local = TimeZoneInfo.ConvertTime(moment, zone);
        if (dimension is Dimension.Hour or Dimension.Weekday)
        {
            var hour = new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset).ToUniversalTime();
            return new(hour, hour.AddHours(1));
        }

        var day = DateOnly.FromDateTime(local.DateTime);
        if (dimension == Dimension.Month) day = new(day.Year, day.Month, 1);
        return new(Midnight(day, zone), Midnight(dimension == Dimension.Month ? day.AddMonths(1) : day.AddDays(1), zone));
    }

    /// <summary>The first moment of a local day.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
