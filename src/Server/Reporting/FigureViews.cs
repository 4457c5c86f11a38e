using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>Figures of a period, told apart as asked.</summary>
/// <param name="CountedAt">Everything until then is in the figures.</param>
/// <param name="EventsBehind">Events of the ledger that are not counted yet; 0 but for the last second.</param>
public sealed record FiguresView(
    DateTimeOffset From, DateTimeOffset To, string Zone, DateTimeOffset CountedAt, long EventsBehind, RuleView Rule,
    FigureRow Total, IReadOnlyList<FigureRow> Rows);

/// <summary>How the service level is counted.</summary>
/// <param name="TargetSeconds">T; null: what each service promised when the contact came.</param>
public sealed record RuleView(string Variant, double? TargetSeconds, double ShortSeconds);

/// <summary>A part of a whole, so that rows can be added up; the value is null when there is nothing to divide by.</summary>
public sealed record ShareView(long Part, long Whole, double? Value)
{
    public static ShareView Of(Share share) => new(share.Part, share.Whole, share.Value);
}

/// <summary>One row of figures. What figures are not told apart by is null; so is a mean of nothing.</summary>
/// <param name="From">The interval's start.</param>
/// <param name="Weekday">1 (Monday) to 7, with <paramref name="Hour"/> of the day in the centre's zone.</param>
/// <param name="Time">People's time; null where it cannot be told apart so (a person's time belongs to no single service).</param>
public sealed record FigureRow(
    ServiceId? Service, Channel? Channel, PersonId? Person, ReasonId? Reason, DateTimeOffset? From, DateTimeOffset? To, int? Weekday, int? Hour,
    CountsView Counts, ShareView ServiceLevel, ShareView AnswerRate, ShareView AbandonRate, ShareView TransferRate, ShareView MisrouteRate,
    WaitsView Waits, HandlingView Handling, TimeView? Time)
{
    public static FigureRow Of(FigureGroup group, Tally tally, TimeSheet? time, Variant variant) => new(
        group.Service, group.Channel, group.Person, group.Reason, group.Interval?.From, group.Interval?.Until,
        group.WeekHour?.Weekday, group.WeekHour?.Hour,
        CountsView.Of(tally), ShareView.Of(Reporting.ServiceLevel.Of(tally, variant)), ShareView.Of(tally.AnswerRate), ShareView.Of(tally.AbandonRate),
        ShareView.Of(tally.TransferRate), ShareView.Of(tally.MisrouteRate), WaitsView.Of(tally), HandlingView.Of(tally), time is null ? null : TimeView.Of(time));
}

/// <summary>How many contacts. Each count opens to its contacts under the same name.</summary>
/// <param name="Offered">Entered the queue: answered, abandoned, flowed out, merged or waiting.</param>
/// <param name="Merged">Became part of another contact while waiting: neither answered nor lost.</param>
/// <param name="Begun">Begun by the staff: outgoing, and in no other count.</param>
/// <param name="Arrived">Each contact once, however many services it went through; closed and discarded ones too.</param>
public sealed record CountsView(
    long Arrived, long Offered, long Waiting, long Answered, long AnsweredInTime, long AnsweredLate, long Abandoned, long AbandonedInTime,
    long ShortAbandon, long FlowedOut, long LeftByChoice, long Closed, long Discarded, long Finished, long Transferred, long Misrouted, long Begun, long Merged)
{
    public static CountsView Of(Tally tally) => new(
        tally[Counted.Arrived], tally[Counted.Offered], tally[Counted.Waiting], tally.Answered, tally[Counted.AnsweredInTime], tally[Counted.AnsweredLate],
        tally.Abandoned, tally[Counted.AbandonedInTime], tally[Counted.ShortAbandon], tally.FlowOuts, tally[Counted.LeftByChoice],
        tally[Counted.Closed], tally[Counted.Discarded], tally[Counted.Finished], tally[Counted.Transferred], tally[Counted.Misrouted], tally[Counted.Begun], tally[Counted.Merged]);
}

/// <summary>Waits in seconds; of all but the answered's mean, those who gave up or flowed out included.</summary>
public sealed record WaitsView(double? MeanOfAnswered, double? MeanOfAll, double? P50, double? P90, double? P95, double? Longest)
{
    public static WaitsView Of(Tally tally) => new(
        tally.WaitOfAnswered.Value?.TotalSeconds, tally.WaitOfAll.Value?.TotalSeconds, tally.Percentile(50)?.TotalSeconds,
        tally.Percentile(90)?.TotalSeconds, tally.Percentile(95)?.TotalSeconds, tally.LongestWait?.TotalSeconds);
}

/// <summary>Mean handling times in seconds, of the finished.</summary>
/// <param name="Mean">AHT, by the handler's own time; the others are by the clock.</param>
public sealed record HandlingView(double? Mean, double? Talk, double? Hold, double? WrapUp)
{
    public static HandlingView Of(Tally tally) => new(
        tally.HandlingTime.Value?.TotalSeconds, tally.TalkTime.Value?.TotalSeconds, tally.HoldTime.Value?.TotalSeconds, tally.WrapUpTime.Value?.TotalSeconds);
}

/// <summary>People's time in seconds.</summary>
/// <param name="Reasons">Of the time not ready, that for which a reason was given.</param>
public sealed record TimeView(
    double Ready, double Handling, double WrappingUp, double NotAnswering, double NotReady, IReadOnlyList<ReasonTime> Reasons, ShareView Occupancy)
{
    public static TimeView Of(TimeSheet sheet) => new(
        sheet[Doing.Ready].TotalSeconds, sheet[Doing.Handling].TotalSeconds, sheet[Doing.WrappingUp].TotalSeconds,
        sheet[Doing.NotAnswering].TotalSeconds, sheet[Doing.NotReady].TotalSeconds,
        [.. sheet.Reasons.OrderByDescending(it => it.Value).Select(it => new ReasonTime(it.Key, it.Value.TotalSeconds))],
        InSeconds(sheet.Occupancy));

    private static ShareView InSeconds(Share share) => new(share.Part / TimeSpan.TicksPerSecond, share.Whole / TimeSpan.TicksPerSecond, share.Value);
}

/// <summary>How long people were not ready for one reason, in seconds.</summary>
public sealed record ReasonTime(PresenceReasonId Reason, double Seconds);
