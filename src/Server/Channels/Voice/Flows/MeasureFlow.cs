using Isberg.Access;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What a flow was good for in a period: who got what he wanted without a person, who gave up, and where.</summary>
public sealed class MeasureFlow(Database db)
{
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(400);

    /// <summary>The newest calls that handling times are taken from.</summary>
    private const int Sample = 2_000;

    public static readonly Refusal NoPeriod = new("flow.period.invalid", "Give from and to as moments, from before to, at most 400 days apart.");

    /// <param name="Entered">Calls that came in during the period.</param>
    /// <param name="Finished">Ended by the flow, without a person.</param>
    /// <param name="ToQueue">Led to a queue by the flow.</param>
    /// <param name="Abandoned">Hung up in the flow.</param>
    /// <param name="ToPerson">Asked for a person, or were not understood.</param>
    /// <param name="MinutesSaved">What the finished ones would have taken, at the average of the flow's own services. Null: nobody was answered there in the period.</param>
    public sealed record FlowBenefit(int Entered, int Finished, int ToQueue, int Abandoned, int ToPerson, int? MinutesSaved, IReadOnlyList<StepBenefit> Steps);

    /// <param name="Entered">Calls that came to the step.</param>
    /// <param name="Abandoned">Calls whose caller hung up in it.</param>
    public sealed record StepBenefit(string Step, int Entered, int Abandoned);

    private sealed record Way(FlowOutcome? Outcome, string Step, IReadOnlyList<string> Path, ServiceId? Service);

    public async Task<Outcome<FlowBenefit>> Run(Viewer viewer, FlowId id, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        if (from >= until || until - from > LongestPeriod) return NoPeriod;
        if (await KeepFlow.Seen(db, viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop) is not { } flow) return KeepFlow.NoSuchFlow;

        var tally = new Tally();
        var runs = db.FlowRuns.VisibleTo(viewer).AsNoTracking().Where(it => it.Flow == id && it.EnteredAt >= from && it.EnteredAt < until);
        await foreach (var way in runs.Select(it => new Way(it.Outcome, it.Step, it.Path, it.Service)).AsAsyncEnumerable().WithCancellation(stop)) tally.Add(way);
        return tally.Benefit(await MinutesEach(viewer, [.. tally.Services, .. flow.Draft.Person is { } person ? [person] : Array.Empty<ServiceId>()], from, until, stop));
    }

    private async Task<double?> MinutesEach(Viewer viewer, IReadOnlyList<ServiceId> services, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        var handled = await db.Segments.VisibleTo(viewer).AsNoTracking()
            .Where(it => services.Contains(it.Service) && it.Channel == Channel.Voice && it.QueuedAt >= from && it.QueuedAt < until && it.AnsweredAt != null && it.EndedAt != null)
            .OrderByDescending(it => it.QueuedAt).Take(Sample).Select(it => new { it.AnsweredAt, Until = it.WrappedAt ?? it.EndedAt }).ToListAsync(stop);
        return handled.Count == 0 ? null : handled.Average(it => (it.Until - it.AnsweredAt)!.Value.TotalMinutes);
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, (int Entered, int Abandoned)> steps = new(StringComparer.Ordinal);
        private readonly Dictionary<FlowOutcome, int> outcomes = [];
        private int entered;

        public HashSet<ServiceId> Services { get; } = [];

        public void Add(Way way)
        {
            entered++;
            if (way.Service is { } service) Services.Add(service);
            foreach (var step in way.Path.Distinct(StringComparer.Ordinal)) steps[step] = steps.GetValueOrDefault(step) with { Entered = steps.GetValueOrDefault(step).Entered + 1 };
            if (way.Outcome is not { } outcome) return;

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (outcome == FlowOutcome.Abandoned) steps[way.Step] = steps.GetValueOrDefault(way.Step) with { Abandoned = steps.GetValueOrDefault(way.Step).Abandoned + 1 };
        }

        public FlowBenefit Benefit(double? minutesEach) => new(
            entered, Of(FlowOutcome.Finished), Of(FlowOutcome.ToQueue), Of(FlowOutcome.Abandoned), Of(FlowOutcome.ToPerson),
            minutesEach is { } each ? (int)Math.Round(each * Of(FlowOutcome.Finished)) : null,
            [.. steps.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => new StepBenefit(it.Key, it.Value.Entered, it.Value.Abandoned))]);

        private int Of(FlowOutcome outcome) => outcomes.GetValueOrDefault(outcome);
    }
}
