using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>An hour of the week in the centre's zone.</summary>
/// <param name="Weekday">1 (Monday) to 7.</param>
/// <param name="Hour">0 to 23.</param>
public readonly record struct WeekHour(int Weekday, int Hour)
{
    public static WeekHour Of(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return new(local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek, local.Hour);
    }
}

/// <summary>Which row a stay, or a stretch of a person's time, belongs to. What figures are not told apart by is null.</summary>
public readonly record struct FigureGroup(
    ServiceId? Service, Channel? Channel, PersonId? Person, ReasonId? Reason, Interval? Interval, WeekHour? WeekHour)
{
    /// <summary>One row, or one for each reason of the wrap-up.</summary>
    public static IEnumerable<FigureGroup> Of(Stay stay, FigureQuestion question)
    {
        var group = At(stay.EnteredAt, question) with
        {
            Service = question.By.Contains(Dimension.Service) ? stay.Service : null,
            Channel = question.By.Contains(Dimension.Channel) ? stay.Channel : null,
            Person = question.By.Contains(Dimension.Person) ? stay.Person : null,
        };
        if (!question.By.Contains(Dimension.Reason) || stay.Reasons.Count == 0) return [group];
        return stay.Reasons.Select(reason => group with { Reason = reason });
    }

    public static FigureGroup Of(TimeKey time, FigureQuestion question) =>
        At(time.Quarter.Start, question) with { Person = question.By.Contains(Dimension.Person) ? time.Person : null };

    private static FigureGroup At(DateTimeOffset moment, FigureQuestion question)
    {
        if (question.By.Contains(Dimension.Weekday)) return new() { WeekHour = Reporting.WeekHour.Of(moment, question.Zone) };
        foreach (var dimension in question.By)
            if (dimension > Dimension.Reason) return new() { Interval = Reporting.Interval.Of(moment, dimension, question.Zone) };
        return default;
    }
}
