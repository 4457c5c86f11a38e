namespace Isberg.Services;

/// <summary>Hours by the clock on the wall become stretches in UTC, through both changes of the clock.</summary>
public sealed class OpeningHoursTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    private static readonly WeekSpan[] OfficeHours =
        [.. Enumerable.Range(1, 5).Select(day => new WeekSpan((DayOfWeek)day, new TimeOnly(8, 0), new TimeOnly(16, 30)))];

    [Fact]
    public void Winter_and_summer_open_at_the_same_time_on_the_wall()
    {
        Assert.Equal(["2026-03-27 07:00–15:30", "2026-03-30 06:00–14:30"], Open(OfficeHours, [], Stockholm, "2026-03-27", 4));
        Assert.Equal(["2026-03-27 06:00–14:30", "2026-03-30 05:00–13:30"], Open(OfficeHours, [], Helsinki, "2026-03-27", 4));
    }

    [Fact]
    public void A_weekend_is_closed() => Assert.Empty(Open(OfficeHours, [], Stockholm, "2026-11-21", 2));

    [Fact]
    public void An_exception_stands_in_the_days_place()
    {
        DayException[] exceptions = [new(new(2026, 11, 23), []), new(new(2026, 11, 24), [new(new(9, 0), new(12, 0)), new(new(13, 0), new(15, 0))])];

        Assert.Equal(["2026-11-24 08:00–11:00", "2026-11-24 12:00–14:00"], Open(OfficeHours, exceptions, Stockholm, "2026-11-23", 2));
    }

    [Fact]
    public void The_first_exception_for_a_date_holds()
    {
        DayException[] exceptions = [new(new(2026, 11, 23), [new(new(10, 0), new(11, 0))]), new(new(2026, 11, 23), [])];

        Assert.Equal(["2026-11-23 09:00–10:00"], Open(OfficeHours, exceptions, Stockholm, "2026-11-23", 1));
    }

    [Fact]
    public void Round_the_clock_is_one_stretch_of_23_hours_when_summer_time_begins()
    {
        Assert.Equal(["2026-03-28 23:00–2026-03-29 22:00"], Open(RoundTheClock(), [], Stockholm, "2026-03-29", 1));
        Assert.Equal(["2026-10-24 22:00–2026-10-25 23:00"], Open(RoundTheClock(), [], Stockholm, "2026-10-25", 1));
    }

    [Fact]
    public void Days_that_meet_at_midnight_are_one_stretch() =>
        Assert.Equal(["2026-11-22 23:00–2026-11-25 23:00"], Open(RoundTheClock(), [], Stockholm, "2026-11-23", 3));

    [Theory]
    [InlineData("2026-03-29", "02:30", "04:00", "2026-03-29 01:00–02:00")] // 02:30 does not exist: open from the change on
    [InlineData("2026-03-29", "01:00", "02:30", "2026-03-29 00:00–01:00")]
    [InlineData("2026-10-25", "02:30", "04:00", "2026-10-25 00:30–03:00")] // 02:30 comes twice: open from the first
    [InlineData("2026-10-25", "01:00", "02:30", "2026-10-24 23:00–2026-10-25 01:30")] // … and closed after the second
    public void The_change_of_the_clock_never_shuts_the_door_early(string date, string from, string until, string expected)
    {
        DayException[] exceptions = [new(DateOnly.Parse(date), [new(TimeOnly.Parse(from), TimeOnly.Parse(until))])];

        Assert.Equal([expected], Open([], exceptions, Stockholm, date, 1));
    }

    [Fact]
    public void A_stretch_can_be_cut_out()
    {
        var day = OpeningHours.Of(OfficeHours, [], Stockholm, new(2026, 11, 23), 1);

        Assert.Equal(["2026-11-23 07:00–09:00", "2026-11-23 10:00–15:30"], Told(OpeningHours.Without(day, At("09:00"), At("10:00"))));
        Assert.Equal(["2026-11-23 07:00–09:00"], Told(OpeningHours.Without(day, At("09:00"), DateTimeOffset.MaxValue)));
        Assert.Empty(OpeningHours.Without(day, At("06:00"), At("18:00")));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-23T{time}Z");

    private static WeekSpan[] RoundTheClock() =>
        [.. Enum.GetValues<DayOfWeek>().Select(it => new WeekSpan(it, TimeOnly.MinValue, TimeOnly.MinValue))];

    private static string[] Open(WeekSpan[] week, DayException[] exceptions, TimeZoneInfo zone, string first, int days) =>
        Told(OpeningHours.Of(week, exceptions, zone, DateOnly.Parse(first), days));

    private static string[] Told(IReadOnlyList<OpenInterval> open) => [.. open.Select(it => it.From.Date == it.Until.Date
        ? $"{it.From:yyyy-MM-dd HH:mm}–{it.Until:HH:mm}"
        : $"{it.From:yyyy-MM-dd HH:mm}–{it.Until:yyyy-MM-dd HH:mm}")];
}
