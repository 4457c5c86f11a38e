using System.Globalization;
using Isberg.Access;
using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>What figures are asked for, checked: which stays, told apart by what, by which rule.</summary>
/// <param name="From">Included.</param>
/// <param name="Until">Excluded.</param>
public sealed record FigureQuestion(
    DateTimeOffset From, DateTimeOffset Until, TimeZoneInfo Zone, IReadOnlySet<Dimension> By,
    IReadOnlyList<ServiceId> Services, IReadOnlyList<Channel> Channels, IReadOnlyList<PersonId> People, IReadOnlyList<ReasonId> Reasons,
    WeekHour? WeekHour, ServiceLevelRule Rule)
{
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(400);
    public static readonly TimeSpan LongestTarget = TimeSpan.FromDays(60);

    /// <summary>The most values of one filter.</summary>
    public const int MostValues = 200;

    public static readonly Refusal NoPeriod = new("figures.period.invalid", "Give from and to as a date (2026-03-02) or a moment (2026-03-02T08:00:00Z), from before to, at most 400 days apart.");
    public static readonly Refusal NoDimension = new("figures.by.invalid", "Tell figures apart by any of service, channel, person, reason, quarter, hour, weekday, day, month, with commas between; of the last five, one at most.");
    public static readonly Refusal NoVariant = new("figures.variant.invalid", "The variant is one of SL-4-short, SL-1, SL-2, SL-3, SL-4, SL-5, SL-G, SL-G-short, SL-G-answered, SL-G-flow, SL-G-flow-short.");
    public static readonly Refusal NoTarget = new("figures.target.invalid", "t is the target in seconds, from 0 to 60 days; without it each service's own promise counts. s is in seconds, from 0 to 10 minutes.");
    public static readonly Refusal TooManyValues = new("figures.filter.invalid", "A filter takes at most 200 values.");
    public static readonly Refusal NoWeekHour = new("figures.weekday.invalid", "Give weekday (1, Monday, to 7) and hour (0 to 23) together, or neither.");
    public static readonly Refusal OthersFigures = new("figures.people.forbidden", "You may see your own figures, not those of your colleagues one by one.");

    public static readonly Refusal NoPerson = new("figures.own.forbidden", "Figures of one's own belong to a person; an API key has none.");

    private static readonly Dimension[] Intervals = [Dimension.Quarter, Dimension.Hour, Dimension.Weekday, Dimension.Day, Dimension.Month];

    /// <summary>Checks what was asked against what is sensible and what the viewer may.</summary>
    public static Outcome<FigureQuestion> Of(FigureParameters asked, TimeZoneInfo zone, Viewer viewer)
    {
        if (Moment(asked.From, zone) is not { } from || Moment(asked.To, zone) is not { } until) return NoPeriod;
        if (from >= until || until - from > LongestPeriod) return NoPeriod;
        if (Dimensions(asked.By) is not { } by) return NoDimension;
        if (ServiceLevel.Named(asked.Variant ?? Variant.Sl4Short.Name()) is not { } variant) return NoVariant;
        if (Seconds(asked.T, LongestTarget) is not { } target || Seconds(asked.S, ServiceLevelRule.LongestShort) is not { } shortest) return NoTarget;
        if (new[] { asked.Service?.Length, asked.Channel?.Length, asked.Person?.Length, asked.Reason?.Length }.Max() > MostValues) return TooManyValues;
        if (asked.Weekday is < 1 or > 7 || asked.Hour is < 0 or > 23 || asked.Weekday is null != asked.Hour is null) return NoWeekHour;

        var people = (asked.Person ?? []).Select(it => new PersonId(it)).ToList();
        var tellsPeopleApart = by.Contains(Dimension.Person) || people.Count > 0;
        var onlyOneself = people.Count > 0 && people.TrueForAll(it => it == viewer.Person);
        if (tellsPeopleApart && !onlyOneself && !viewer.May(Permission.FiguresPeopleRead)) return OthersFigures;

        return new FigureQuestion(
            from, until, zone, by, [.. (asked.Service ?? []).Select(it => new ServiceId(it))], asked.Channel ?? [], people,
            [.. (asked.Reason ?? []).Select(it => new ReasonId(it))], asked.Weekday is { } day ? new(day, asked.Hour!.Value) : null,
            new(variant, asked.T is null ? null : target, asked.S is null ? ServiceLevelRule.Ours.Short : shortest));
    }

    /// <summary>A person's own day, by the centre's own rule.</summary>
    public static FigureQuestion OwnDay(PersonId person, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = Interval.Of(now, Dimension.Day, zone);
        return new FigureQuestion(today.From, today.Until, zone, new HashSet<Dimension>(), [], [], [person], [], null, ServiceLevelRule.Ours);
    }

    private static DateTimeOffset? Moment(string? text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Interval.Midnight(date, zone);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;
    }

    private static HashSet<Dimension>? Dimensions(string? by)
    {
        var wanted = new HashSet<Dimension>();
        foreach (var name in (by ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<Dimension>(name, ignoreCase: true, out var dimension) || !Enum.IsDefined(dimension) || char.IsDigit(name[0])) return null;
            wanted.Add(dimension);
        }
        return Intervals.Count(wanted.Contains) > 1 ? null : wanted;
    }

    private static TimeSpan? Seconds(double? seconds, TimeSpan most) =>
        seconds is null ? TimeSpan.Zero
        : double.IsFinite(seconds.Value) && seconds >= 0 && seconds <= most.TotalSeconds ? TimeSpan.FromSeconds(seconds.Value)
        : null;
}

/// <summary>What figures can be told apart by.</summary>
public enum Dimension
{
    Service,
    Channel,

    /// <summary>Who answered.</summary>
    Person,

    /// <summary>What the wrap-up said it was about; a contact with two reasons stands under both.</summary>
    Reason,

    /// <summary>The quarter-hour of entering the queue.</summary>
    Quarter,
    Hour,

    /// <summary>The hour of the day and the day of the week, all weeks together.</summary>
    Weekday,
    Day,
    Month,
}

/// <summary>The question as it stands in an address.</summary>
/// <param name="From">A date in the centre's zone, or a moment. Included.</param>
/// <param name="To">A date in the centre's zone, or a moment. Excluded.</param>
/// <param name="By">Of service, channel, person, reason, quarter, hour, weekday, day, month; with commas between.</param>
/// <param name="Weekday">1 (Monday) to 7, together with the hour: only contacts that entered then.</param>
/// <param name="Hour">0 to 23, in the centre's zone.</param>
/// <param name="Variant">The service level's formula; SL-4-short by default.</param>
/// <param name="T">Target in seconds; without it, each service's own promise.</param>
/// <param name="S">Who leaves within so many seconds made a short abandon; 5 by default.</param>
public sealed record FigureParameters(
    string? From, string? To, string? By, Guid[]? Service, Channel[]? Channel, Guid[]? Person, Guid[]? Reason, int? Weekday, int? Hour,
    string? Variant, double? T, double? S);
