using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Somebody asks how calls have sounded. A call counts once for each person who talked in it, by the worse of its two legs.</summary>
public sealed class ReadSoundFigures(Database db)
{
    public static readonly Refusal NotOfSound = new("figures.sound.invalid", "Sound is told apart by service, person, day or month, and is asked for by service and person.");

    private static readonly Dimension[] Known = [Dimension.Service, Dimension.Person, Dimension.Day, Dimension.Month];

    public async Task<Outcome<SoundFiguresView>> Run(FigureQuestion question, Viewer viewer, CancellationToken stop)
    {
        if (!question.By.All(Known.Contains) || question.Reasons.Count > 0 || question.WeekHour is not null) return NotOfSound;

        var (total, groups) = (new SoundTally(), new Dictionary<FigureGroup, SoundTally>());
        await foreach (var it in Asked(question, viewer).AsAsyncEnumerable().WithCancellation(stop))
        {
            var group = GroupOf(it, question);
            if (!groups.TryGetValue(group, out var tally)) tally = groups[group] = new SoundTally();
            total.Add(it.Score, it.Reports == 0);
            tally.Add(it.Score, it.Reports == 0);
        }

        var rows = groups.OrderBy(it => it.Key.Interval?.From).ThenByDescending(it => it.Value.Poor.Value ?? -1).ThenBy(it => it.Key.Service?.Value).ThenBy(it => it.Key.Person?.Value);
        return new SoundFiguresView(question.From, question.Until, question.Zone.Id, SoundRow.Of(default, total), [.. rows.Select(it => SoundRow.Of(it.Key, it.Value))]);
    }

    private IQueryable<Heard> Asked(FigureQuestion question, Viewer viewer)
    {
        var rows = db.CallSounds.VisibleTo(viewer).AsNoTracking().Where(it => it.StartedAt >= question.From && it.StartedAt < question.Until);
        if (question.Channels.Count > 0 && !question.Channels.Contains(Channel.Voice)) rows = rows.Where(it => false);
        if (question.Services.Count > 0) rows = rows.Where(it => question.Services.Contains(it.Service));
        if (question.People.Count > 0) rows = rows.Where(it => question.People.Contains(it.Person));
        return rows.GroupBy(it => new { it.Contact, it.Segment, it.Service, it.Person, it.StartedAt })
            .Select(it => new Heard(it.Key.Service, it.Key.Person, it.Key.StartedAt, it.Min(leg => leg.Score), it.Min(leg => leg.Reports)));
    }

    private static FigureGroup GroupOf(Heard it, FigureQuestion question) => new()
    {
        Service = question.By.Contains(Dimension.Service) ? it.Service : null,
        Person = question.By.Contains(Dimension.Person) ? it.Person : null,
        Interval = question.By.Contains(Dimension.Day) ? Interval.Of(it.StartedAt, Dimension.Day, question.Zone)
            : question.By.Contains(Dimension.Month) ? Interval.Of(it.StartedAt, Dimension.Month, question.Zone) : null,
    };

    /// <param name="Score">Of the worse leg.</param>
    private sealed record Heard(ServiceId Service, PersonId Person, DateTimeOffset StartedAt, double? Score, int Reports);
}

/// <summary>How the calls of a period have sounded.</summary>
public sealed record SoundFiguresView(DateTimeOffset From, DateTimeOffset To, string Zone, SoundRow Total, IReadOnlyList<SoundRow> Rows);

/// <summary>What they are not told apart by is null.</summary>
/// <param name="From">The day's or the month's beginning.</param>
/// <param name="Calls">In which two have heard each other for some seconds; once for each person of the staff.</param>
/// <param name="OneWay">Of the measured, those in which an end did not say what it got (no RTCP): only what came from it is known.</param>
/// <param name="Poor">Those with a score under 3.6, of the measured.</param>
/// <param name="Median">Of the scores (MOS, 1 to 4.4); null when none was measured.</param>
/// <param name="P5">One call in twenty was no better than this.</param>
public sealed record SoundRow(
    ServiceId? Service, PersonId? Person, DateTimeOffset? From, DateTimeOffset? To, long Calls, long Measured, long OneWay, ShareView Poor, double? Median, double? P5)
{
    public static SoundRow Of(FigureGroup group, SoundTally tally) => new(
        group.Service, group.Person, group.Interval?.From, group.Interval?.Until, tally.Calls, tally.Measured, tally.OneWay, ShareView.Of(tally.Poor),
        tally.Percentile(50), tally.Percentile(5));
}
