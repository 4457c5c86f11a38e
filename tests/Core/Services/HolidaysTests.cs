namespace Isberg.Services;

/// <summary>Holidays against the calendars that the almanacs print.</summary>
public sealed class HolidaysTests
{
    [Theory]
    [InlineData(1961, "1961-04-02")]
    [InlineData(2000, "2000-04-23")]
    [InlineData(2008, "2008-03-23")]
    [InlineData(2011, "2011-04-24")]
    [InlineData(2019, "2019-04-21")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2285, "2285-03-22")]
    public void Easter_moves_with_the_moon(int year, string date) => Assert.Equal(DateOnly.Parse(date), Holidays.Easter(year));

    [Theory]
    [InlineData("se.good_friday", 2026, "2026-04-03")]
    [InlineData("se.ascension", 2026, "2026-05-14")]
    [InlineData("se.pentecost", 2026, "2026-05-24")]
    [InlineData("se.midsummer_eve", 2026, "2026-06-19")]
    [InlineData("se.midsummer_day", 2026, "2026-06-20")]
    [InlineData("se.midsummer_day", 2027, "2027-06-26")]
    [InlineData("se.all_saints", 2026, "2026-10-31")]
    [InlineData("se.all_saints", 2027, "2027-11-06")]
    [InlineData("se.national_day", 2026, "2026-06-06")]
    [InlineData("fi.ascension", 2027, "2027-05-06")]
    [InlineData("fi.midsummer_eve", 2025, "2025-06-20")]
    [InlineData("fi.independence_day", 2026, "2026-12-06")]
    [InlineData("fi.all_saints", 2025, "2025-11-01")]
    public void A_holiday_falls_where_the_almanac_says(string key, int year, string date) =>
        Assert.Equal(DateOnly.Parse(date), Holidays.Find(key)!.In(year));

    [Theory]
    [InlineData("se.", 13)]
    [InlineData("fi.", 13)]
    public void Each_country_has_its_public_holidays(string country, int count) =>
        Assert.Equal(count, Holidays.All.Count(it => it.IsPublic && it.Key.StartsWith(country, StringComparison.Ordinal)));

    [Fact]
    public void Midsummer_is_always_a_Saturday_from_20_to_26_June()
    {
        var days = Enumerable.Range(2000, 200).Select(Holidays.Find("se.midsummer_day")!.In);

        Assert.All(days, it => Assert.True(it is { DayOfWeek: DayOfWeek.Saturday, Month: 6, Day: >= 20 and <= 26 }, it.ToString("O")));
    }
}
