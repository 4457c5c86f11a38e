using System.Security.Cryptography;
using System.Text.Json;
using Isberg.Storage;

namespace Isberg.Services;

/// <summary>Makes what the floor is told about a service from how it is administered.</summary>
public static class ServiceRules
{
    /// <summary>How far ahead opening hours are worked out.</summary>
    public const int DaysAhead = 60;

    private static readonly DateTimeOffset Always = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ever = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ServiceRule Of(Service service, Centre centre, IReadOnlyDictionary<CalendarId, Calendar> calendars, DateTimeOffset now) => new(
        service.Id,
        service.Commissioner,
        [.. service.Channels.Select(it => RuleOf(it, service, centre, calendars, now))]);

    /// <summary>Tells two rules apart by their content.</summary>
    public static string HashOf<T>(T rule) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rule, StoredJson.Options)));

    private static ChannelRule RuleOf(
        ChannelSetup setup, Service service, Centre centre, IReadOnlyDictionary<CalendarId, Calendar> calendars, DateTimeOffset now)
    {
        var open = Hours(setup, centre, calendars, now);
        if (service.Manual.FirstOrDefault(it => it.Channel == setup.Rule.Channel && it.HoldsAt(now)) is { } manual) open = ByHand(open, manual);

        var isClosing = centre.Closing is { } closing && closing.HoldsAt(now);
        if (isClosing) open = OpeningHours.Without(open, centre.Closing!.Since, centre.Closing.Until ?? Always);
        return setup.Rule with
        {
            Open = open,
            AtClosing = isClosing && centre.Closing!.SendsAway && setup.Rule.Channel.IsLive() ? AtClosing.Empty : setup.Rule.AtClosing,
        };
    }

    private static IReadOnlyList<OpenInterval> Hours(
        ChannelSetup setup, Centre centre, IReadOnlyDictionary<CalendarId, Calendar> calendars, DateTimeOffset now)
    {
        if (setup.IsAlwaysOpen) return [new OpenInterval(Ever, Always)];

        var zone = TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone);
        var yesterday = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(-1);
        var days = DaysAhead + 2;
        var exceptions = setup.Calendars.Where(calendars.ContainsKey)
            .SelectMany(it => calendars[it].Between(yesterday, yesterday.AddDays(days)));
        return OpeningHours.Of(setup.Week, [.. setup.Exceptions, .. exceptions], zone, yesterday, days);
    }

    private static IReadOnlyList<OpenInterval> ByHand(IReadOnlyList<OpenInterval> open, ManualOpening manual)
    {
        var until = manual.Until ?? Always;
        return manual.IsOpen
            ? OpeningHours.Joined([.. open, new OpenInterval(manual.Since, until)])
            : OpeningHours.Without(open, manual.Since, until);
    }
}
