using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Somebody looks at figures.</summary>
public sealed class ReadFigures(Database db, TimeProvider clock)
{
    /// <summary>The most rows of one answer.</summary>
    public const int MostRows = 20_000;

    /// <summary>So many events not counted yet are the last moments; more are a follower that catches up.</summary>
    private const int MostUnread = 2_000;

    private const int MostTries = 3;

    public static readonly Refusal TooManyRows = new("figures.rows.invalid", "That makes more than 20,000 rows. Choose a shorter period, or tell figures apart by less.");

    public async Task<Outcome<FiguresView>> Run(FigureQuestion question, Viewer viewer, CancellationToken stop)
    {
        var (until, behind) = await CountedUntil(viewer, stop);
        var total = new Tally();
        var tallies = new Dictionary<FigureGroup, Tally>();
        await foreach (var stay in Asked(question, viewer).WithCancellation(stop))
        {
            total.Add(stay, question.Rule);
            foreach (var group in FigureGroup.Of(stay, question)) Of(tallies, group).Add(stay, question.Rule);
            if (tallies.Count > MostRows) return TooManyRows;
        }

        var (sheet, sheets) = await Time(question, until, viewer, stop);
        var groups = tallies.Keys.Union(sheets.Keys).Order(new ByWhenAndWhat()).ToList();
        if (groups.Count > MostRows) return TooManyRows;

        var rows = question.By.Count == 0 ? [] : groups.ConvertAll(it =>
            FigureRow.Of(it, tallies.GetValueOrDefault(it) ?? new Tally(), sheet is null ? null : sheets.GetValueOrDefault(it) ?? new TimeSheet(), question.Rule.Variant));
        return new FiguresView(
            question.From, question.Until, question.Zone.Id, until, behind, RuleOf(question),
            FigureRow.Of(default, total, sheet, question.Rule.Variant), rows);
    }

    /// <summary>The stays that the question is about, in no order.</summary>
    private IAsyncEnumerable<Stay> Asked(FigureQuestion question, Viewer viewer)
    {
        var stays = StaysAsked.Of(db, question, viewer);
        return (NeedsReasons(question) ? stays : StaysAsked.WithoutReasons(stays))
            .AsAsyncEnumerable().Select(it => it.ToStay()).Where(it => StaysAsked.Fits(it, question));
    }

    private static bool NeedsReasons(FigureQuestion question) => question.By.Contains(Dimension.Reason) || question.Reasons.Count > 0;

    /// <summary>People's time, unless it was asked for in a way that it cannot be told apart by, or the viewer sees only some commissioners' services.</summary>
    private async Task<(TimeSheet? Total, Dictionary<FigureGroup, TimeSheet> Sheets)> Time(
        FigureQuestion question, DateTimeOffset until, Viewer viewer, CancellationToken stop)
    {
        var sheets = new Dictionary<FigureGroup, TimeSheet>();
        var isOfServices = question.Services.Count > 0 || question.Channels.Count > 0 || question.Reasons.Count > 0
            || question.By.Contains(Dimension.Service) || question.By.Contains(Dimension.Channel) || question.By.Contains(Dimension.Reason);
        if (isOfServices || viewer.Commissioners is not null) return (null, sheets);

        var total = new TimeSheet();
        foreach (var (key, time) in await ReadTime(question, until, viewer, stop))
        {
            if (question.WeekHour is { } wanted && WeekHour.Of(key.Quarter.Start, question.Zone) != wanted) continue;
            total.Add(key.Doing, key.Reason, time);
            Of(sheets, FigureGroup.Of(key, question)).Add(key.Doing, key.Reason, time);
        }
        return (total, sheets);
    }

    /// <summary>What is added up, and what runs since the last event. Read again when the figures moved on in between.</summary>
    private async Task<List<(TimeKey Key, TimeSpan Time)>> ReadTime(FigureQuestion question, DateTimeOffset until, Viewer viewer, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var before = await Cursor(viewer, stop);
            var rows = await OfPeople(db.PersonTimes.VisibleTo(viewer), question).AsNoTracking()
                .Where(it => it.Quarter >= question.From && it.Quarter < question.Until).ToListAsync(stop);
            var now = await db.PeopleNow.VisibleTo(viewer).AsNoTracking().ToListAsync(stop);
            if (tries < MostTries && await Cursor(viewer, stop) != before) continue;

            var stored = rows.Select(it => (new TimeKey(it.Person, Quarter.Of(it.Quarter), it.Doing, it.GivenReason), it.Time));
            var running = now.Where(it => question.People.Count == 0 || question.People.Contains(it.Person))
                .SelectMany(it => it.ToNow().Until(until))
                .Where(it => it.Key.Quarter.Start >= question.From && it.Key.Quarter.Start < question.Until);
            return [.. stored, .. running];
        }
    }

    private static IQueryable<PersonTimeRow> OfPeople(IQueryable<PersonTimeRow> rows, FigureQuestion question) =>
        question.People.Count == 0 ? rows : rows.Where(it => question.People.Contains(it.Person));

    private Task<long> Cursor(Viewer viewer, CancellationToken stop) =>
        db.Cursors.Where(it => it.Centre == viewer.Centre && it.Follower == FigureFollower.Name).Select(it => it.Sequence).SingleOrDefaultAsync(stop);

    /// <summary>Figures that have read the whole ledger hold until now; while they catch up, until the last event that they have read.</summary>
    private async Task<(DateTimeOffset Until, long Behind)> CountedUntil(Viewer viewer, CancellationToken stop)
    {
        var cursor = await Cursor(viewer, stop);
        var head = await db.Heads.Where(it => it.Centre == viewer.Centre).Select(it => it.Sequence).SingleOrDefaultAsync(stop);
        if (head - cursor <= MostUnread) return (clock.GetUtcNow(), Math.Max(0, head - cursor));

        var last = await db.Ledger.VisibleTo(viewer).Where(it => it.Sequence == cursor).Select(it => (DateTimeOffset?)it.At).SingleOrDefaultAsync(stop);
        return (last ?? DateTimeOffset.UnixEpoch, head - cursor);
    }

    private static RuleView RuleOf(FigureQuestion question) =>
        new(question.Rule.Variant.Name(), question.Rule.Target?.TotalSeconds, question.Rule.Short.TotalSeconds);

    private static T Of<T>(Dictionary<FigureGroup, T> all, FigureGroup group)
        where T : new() => all.TryGetValue(group, out var found) ? found : all[group] = new T();

    private sealed class ByWhenAndWhat : IComparer<FigureGroup>
    {
        public int Compare(FigureGroup x, FigureGroup y) => Key(x).CompareTo(Key(y));

        private static (DateTimeOffset?, int?, int?, Guid?, int?, Guid?, Guid?) Key(FigureGroup it) =>
            (it.Interval?.From, it.WeekHour?.Weekday, it.WeekHour?.Hour, it.Service?.Value, (int?)it.Channel, it.Person?.Value, it.Reason?.Value);
    }
}
