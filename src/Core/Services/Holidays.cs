namespace Isberg.Services;

/// <summary>A day that comes every year: a public holiday, or an eve that many treat as one.</summary>
/// <param name="Key">Country and day, for instance "se.midsummer_day". Never changes.</param>
/// <param name="IsPublic">A public holiday by law; otherwise an eve or a day that is often short.</param>
public sealed record Holiday(string Key, string Swedish, string Finnish, string English, bool IsPublic, Func<int, DateOnly> In);

/// <summary>Swedish and Finnish holidays of any year.</summary>
/// <remarks>Sources: lag (1989:253) om allmänna helgdagar; kirkkolaki 652/2023 and the Finnish acts on Independence Day (388/1937) and May Day (272/1944).</remarks>
public static class Holidays
{
    private const int EasterToAscension = 39;
    private const int EasterToPentecost = 49;

    public static IReadOnlyList<Holiday> All { get; } = [.. Sweden(), .. Finland()];

    private static readonly SortedDictionary<string, Holiday> ByKey =
        new(All.ToDictionary(it => it.Key, StringComparer.Ordinal), StringComparer.Ordinal);

    public static Holiday? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Easter Sunday by the Gregorian reckoning (the anonymous algorithm, as in Meeus, Astronomical Algorithms). Years 1583 to 9999.</summary>
    public static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var skipped = century - (century / 4);
        var epact = ((19 * golden) + skipped - (((8 * century) + 13) / 25) + 15) % 30;
        var correction = epact / 28 * (1 - (29 / (epact + 1) * ((21 - golden) / 11)));
        var moon = epact - correction;
        var weekday = (year + (year / 4) + moon + 2 - skipped) % 7;
        var fromMarch = moon - weekday;
        var month = 3 + ((fromMarch + 40) / 44);
        return new DateOnly(year, month, fromMarch + 28 - (31 * (month / 4)));
    }

    private static IEnumerable<Holiday> Sweden() =>
    [
        new("se.new_year", "Nyårsdagen", "Uudenvuodenpäivä", "New Year’s Day", true, On(1, 1)),
        new("se.twelfth_night", "Trettondagsafton", "Loppiaisaatto", "Twelfth Night", false, On(1, 5)),
        new("se.epiphany", "Trettondedag jul", "Loppiainen", "Epiphany", true, On(1, 6)),
        new("se.maundy_thursday", "Skärtorsdagen", "Kiirastorstai", "Maundy Thursday", false, FromEaster(-3)),
        new("se.good_friday", "Långfredagen", "Pitkäperjantai", "Good Friday", true, FromEaster(-2)),
        new("se.easter_eve", "Påskafton", "Pääsiäislauantai", "Holy Saturday", false, FromEaster(-1)),
        new("se.easter_day", "Påskdagen", "Pääsiäispäivä", "Easter Sunday", true, FromEaster(0)),
        new("se.easter_monday", "Annandag påsk", "Toinen pääsiäispäivä", "Easter Monday", true, FromEaster(1)),
        new("se.walpurgis_night", "Valborgsmässoafton", "Vapunaatto", "Walpurgis Night", false, On(4, 30)),
        new("se.may_day", "Första maj", "Vappu", "May Day", true, On(5, 1)),
        new("se.ascension", "Kristi himmelsfärdsdag", "Helatorstai", "Ascension Day", true, FromEaster(EasterToAscension)),
        new("se.pentecost", "Pingstdagen", "Helluntaipäivä", "Whit Sunday", true, FromEaster(EasterToPentecost)),
        new("se.national_day", "Sveriges nationaldag", "Ruotsin kansallispäivä", "National Day of Sweden", true, On(6, 6)),
        new("se.midsummer_eve", "Midsommarafton", "Juhannusaatto", "Midsummer Eve", false, FirstFrom(6, 19, DayOfWeek.Friday)),
        new("se.midsummer_day", "Midsommardagen", "Juhannuspäivä", "Midsummer Day", true, FirstFrom(6, 20, DayOfWeek.Saturday)),
        new("se.all_saints_eve", "Allhelgonaafton", "Pyhäinpäivän aatto", "All Saints’ Eve", false, FirstFrom(10, 30, DayOfWeek.Friday)),
        new("se.all_saints", "Alla helgons dag", "Pyhäinpäivä", "All Saints’ Day", true, FirstFrom(10, 31, DayOfWeek.Saturday)),
        new("se.christmas_eve", "Julafton", "Jouluaatto", "Christmas Eve", false, On(12, 24)),
        new("se.christmas_day", "Juldagen", "Joulupäivä", "Christmas Day", true, On(12, 25)),
        new("se.boxing_day", "Annandag jul", "Tapaninpäivä", "Boxing Day", true, On(12, 26)),
        new("se.new_years_eve", "Nyårsafton", "Uudenvuodenaatto", "New Year’s Eve", false, On(12, 31)),
    ];

    private static IEnumerable<Holiday> Finland() =>
    [
        new("fi.new_year", "Nyårsdagen", "Uudenvuodenpäivä", "New Year’s Day", true, On(1, 1)),
        new("fi.epiphany", "Trettondagen", "Loppiainen", "Epiphany", true, On(1, 6)),
        new("fi.maundy_thursday", "Skärtorsdagen", "Kiirastorstai", "Maundy Thursday", false, FromEaster(-3)),
        new("fi.good_friday", "Långfredagen", "Pitkäperjantai", "Good Friday", true, FromEaster(-2)),
        new("fi.easter_eve", "Påsklördagen", "Pääsiäislauantai", "Holy Saturday", false, FromEaster(-1)),
        new("fi.easter_day", "Påskdagen", "Pääsiäispäivä", "Easter Sunday", true, FromEaster(0)),
        new("fi.easter_monday", "Annandag påsk", "Toinen pääsiäispäivä", "Easter Monday", true, FromEaster(1)),
        new("fi.may_day_eve", "Valborgsmässoafton", "Vapunaatto", "May Day Eve", false, On(4, 30)),
        new("fi.may_day", "Första maj", "Vappu", "May Day", true, On(5, 1)),
        new("fi.ascension", "Kristi himmelsfärdsdag", "Helatorstai", "Ascension Day", true, FromEaster(EasterToAscension)),
        new("fi.pentecost", "Pingstdagen", "Helluntaipäivä", "Whit Sunday", true, FromEaster(EasterToPentecost)),
        new("fi.midsummer_eve", "Midsommarafton", "Juhannusaatto", "Midsummer Eve", false, FirstFrom(6, 19, DayOfWeek.Friday)),
        new("fi.midsummer_day", "Midsommardagen", "Juhannuspäivä", "Midsummer Day", true, FirstFrom(6, 20, DayOfWeek.Saturday)),
        new("fi.all_saints", "Alla helgons dag", "Pyhäinpäivä", "All Saints’ Day", true, FirstFrom(10, 31, DayOfWeek.Saturday)),
        new("fi.independence_day", "Självständighetsdagen", "Itsenäisyyspäivä", "Independence Day", true, On(12, 6)),
        new("fi.christmas_eve", "Julafton", "Jouluaatto", "Christmas Eve", false, On(12, 24)),
        new("fi.christmas_day", "Juldagen", "Joulupäivä", "Christmas Day", true, On(12, 25)),
        new("fi.boxing_day", "Annandag jul", "Tapaninpäivä", "Boxing Day", true, On(12, 26)),
        new("fi.new_years_eve", "Nyårsafton", "Uudenvuodenaatto", "New Year’s Eve", false, On(12, 31)),
    ];

    private static Func<int, DateOnly> On(int month, int day) => year => new DateOnly(year, month, day);

    private static Func<int, DateOnly> FromEaster(int days) => year => Easter(year).AddDays(days);

    private static Func<int, DateOnly> FirstFrom(int month, int day, DayOfWeek weekday) => year =>
    {
        var first = new DateOnly(year, month, day);
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7);
    };
}
