namespace Isberg.Reporting;

/// <summary>A quarter of an hour, by its start in UTC. Every time zone's quarters fall on the same moments.</summary>
public readonly record struct Quarter
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    private Quarter(DateTimeOffset start) => Start = start;

    public DateTimeOffset Start { get; }

    public DateTimeOffset End => Start + Length;

    public static Quarter Of(DateTimeOffset moment)
    {
        var utc = moment.UtcTicks;
        return new(new(utc - utc % Length.Ticks, TimeSpan.Zero));
    }

    /// <summary>A stretch of time, cut at the quarters.</summary>
    public static IEnumerable<(Quarter Quarter, TimeSpan Time)> Cut(DateTimeOffset from, DateTimeOffset until)
    {
        while (from < until)
        {
            var quarter = Of(from);
            var end = until < quarter.End ? until : quarter.End;
            yield return (quarter, end - from);
            from = end;
        }
    }
}
