using Isberg.Storage;

namespace Isberg.Services;

/// <summary>Days with hours of their own, for every service that follows it: holidays, bridge days, a staff day.</summary>
public sealed class Calendar : IOfCentre
{
    public CalendarId Id { get; init; }

    public CentreId Centre { get; init; }

    public required string Name { get; set; }

    public IReadOnlyList<HolidayHours> Holidays { get; set; } = [];

    public IReadOnlyList<NamedDay> Days { get; set; } = [];

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }

    /// <summary>Its days between two dates; a day by name goes before a holiday of every year.</summary>
    public IEnumerable<DayException> Between(DateOnly first, DateOnly last)
    {
        var chosen =
            from year in Enumerable.Range(first.Year, last.Year - first.Year + 1)
            from holiday in Holidays
            let known = Isberg.Services.Holidays.Find(holiday.Holiday)
            where known is not null
            select new DayException(known.In(year), holiday.Hours);
        return Days.Select(it => new DayException(it.Date, it.Hours)).Concat(chosen).Where(it => it.Date >= first && it.Date <= last);
    }
}

/// <summary>A holiday of every year, and what is open on it. No hours: closed.</summary>
/// <param name="Holiday">Key of a holiday that the product knows, for instance se.midsummer_eve.</param>
public sealed record HolidayHours(string Holiday, IReadOnlyList<DaySpan> Hours);

/// <summary>One date with hours of its own. No hours: closed.</summary>
public sealed record NamedDay(DateOnly Date, string Name, IReadOnlyList<DaySpan> Hours);
