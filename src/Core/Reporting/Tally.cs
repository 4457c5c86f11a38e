using System.Numerics;

namespace Isberg.Reporting;

/// <summary>The counts and sums of some stays. Two tallies make one by adding; percentages come last.</summary>
public sealed class Tally
{
    private readonly long[] counts = new long[Figures.Kinds];
    private readonly List<long> waits = [];
    private bool isSorted = true;
    private TimeSpan waitOfAnswered, waitOfAll, work, talk, held, wrapUp;

    public long this[Counted one] => counts[BitOperations.TrailingZeroCount((int)one)];

    public long Answered => this[Counted.Answered];

    public long Abandoned => this[Counted.Abandoned];

    /// <summary>Fo: those who left the queue by rule, by a supervisor, or by choosing another way.</summary>
    public long FlowOuts => this[Counted.FlowedOut];

    /// <summary>N = An + Ab + Fo: offered, and known how it ended.</summary>
    public long Ended => Answered + Abandoned + FlowOuts;

    private long EndedLessShort => Ended - this[Counted.ShortAbandon];

    /// <summary>An ÷ (N − Ab(s)).</summary>
    public Share AnswerRate => new(Answered, EndedLessShort);

    /// <summary>(Ab − Ab(s)) ÷ (N − Ab(s)).</summary>
    public Share AbandonRate => new(Abandoned - this[Counted.ShortAbandon], EndedLessShort);

    /// <summary>Transferred ÷ handled.</summary>
    public Share TransferRate => new(this[Counted.Transferred], Answered);

    /// <summary>Transferred within 60 s as belonging elsewhere ÷ handled.</summary>
    public Share MisrouteRate => new(this[Counted.Misrouted], Answered);

    /// <summary>ASA: the wait of the answered.</summary>
    public MeanTime WaitOfAnswered => new(waitOfAnswered, Answered);

    /// <summary>The wait of all, those who gave up included.</summary>
    public MeanTime WaitOfAll => new(waitOfAll, Ended);

    /// <summary>AHT: talk, hold and wrap-up of the finished, each contact by its share of a person who handled several at once.</summary>
    public MeanTime HandlingTime => new(work, this[Counted.Finished]);

    public MeanTime TalkTime => new(talk, this[Counted.Finished]);

    public MeanTime HoldTime => new(held, this[Counted.Finished]);

    public MeanTime WrapUpTime => new(wrapUp, this[Counted.Finished]);

    public TimeSpan? LongestWait => Percentile(100);

    public void Add(Stay stay, ServiceLevelRule rule)
    {
        var counted = Figures.Of(stay, rule);
        for (var kind = 0; kind < Figures.Kinds; kind++)
            if (((int)counted & 1 << kind) != 0) counts[kind]++;

        if (counted.HasFlag(Counted.Offered) && !counted.HasFlag(Counted.Merged) && stay.Wait is { } wait) AddWait(wait, counted);
        if (counted.HasFlag(Counted.Finished)) AddHandling(stay);
    }

    public void Add(Tally other)
    {
        for (var kind = 0; kind < Figures.Kinds; kind++) counts[kind] += other.counts[kind];
        waits.AddRange(other.waits);
        isSorted = false;
        waitOfAnswered += other.waitOfAnswered;
        waitOfAll += other.waitOfAll;
        work += other.work;
        talk += other.talk;
        held += other.held;
        wrapUp += other.wrapUp;
    }

    /// <summary>The shortest wait that at least this many percent of all waits do not exceed (nearest rank), exactly. Null: nobody waited.</summary>
    /// <param name="percent">Over 0, at most 100.</param>
    public TimeSpan? Percentile(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (waits.Count == 0) return null;

        if (!isSorted) waits.Sort();
        isSorted = true;
        var rank = ((long)percent * waits.Count + 99) / 100;
        return TimeSpan.FromTicks(waits[(int)rank - 1]);
    }

    private void AddWait(TimeSpan wait, Counted counted)
    {
        waits.Add(wait.Ticks);
        isSorted = false;
        waitOfAll += wait;
        if (counted.HasFlag(Counted.Answered)) waitOfAnswered += wait;
    }

    private void AddHandling(Stay stay)
    {
        work += stay.Work;
        talk += stay.Talk;
        held += stay.Held;
        wrapUp += stay.WrapUp;
    }
}
