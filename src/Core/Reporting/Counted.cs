namespace Isberg.Reporting;

/// <summary>What a stay is counted as. The same answer makes the figures and finds the contacts behind them.</summary>
[Flags]
public enum Counted
{
    None = 0,

    /// <summary>Entered the queue, whatever came of it.</summary>
    Offered = 1,

    /// <summary>Still in the queue.</summary>
    Waiting = 1 << 1,
    Answered = 1 << 2,
    AnsweredInTime = 1 << 3,
    AnsweredLate = 1 << 4,
    Abandoned = 1 << 5,
    AbandonedInTime = 1 << 6,
    ShortAbandon = 1 << 7,
    FlowedOut = 1 << 8,

    /// <summary>Of the flow-outs: by the citizen's own choice of another way.</summary>
    LeftByChoice = 1 << 9,
    Closed = 1 << 10,
    Discarded = 1 << 11,
    Transferred = 1 << 12,

    /// <summary>Transferred as belonging elsewhere within <see cref="Figures.MisrouteWithin"/> of being answered.</summary>
    Misrouted = 1 << 13,

    /// <summary>Answered and wrapped up: what handling times are counted from.</summary>
    Finished = 1 << 14,

    /// <summary>The contact's first stay: each contact once.</summary>
    Arrived = 1 << 15,

    /// <summary>Begun by the staff: outgoing, and counted as nothing else.</summary>
    Begun = 1 << 16,

    /// <summary>Became part of another contact while it waited: offered, and neither answered nor lost.</summary>
    Merged = 1 << 17,
}

/// <summary>Counting one stay.</summary>
public static class Figures
{
    /// <summary>A transfer later than this is no misroute: it took a conversation to find out.</summary>
    public static readonly TimeSpan MisrouteWithin = TimeSpan.FromSeconds(60);

    /// <summary>How many different things a stay can be counted as.</summary>
    public const int Kinds = 18;

    /// <summary>Everything that this stay is counted as, by this rule's T and s.</summary>
    public static Counted Of(Stay stay, ServiceLevelRule rule)
    {
        if (stay.Origin == Origin.Begun) return Counted.Begun;

        var counted = ByEnding(stay, rule);
        if (stay.Origin == Origin.Arrived) counted |= Counted.Arrived;
        if (stay.Handling == Handling.Finished) counted |= Counted.Finished;
        if (stay.Result is Result.Transferred or Result.WrongPlace) counted |= Counted.Transferred;
        if (IsMisroute(stay)) counted |= Counted.Misrouted;
        return counted;
    }

    private static Counted ByEnding(Stay stay, ServiceLevelRule rule) => stay.Ending switch
    {
        Ending.Waiting => Counted.Offered | Counted.Waiting,
        Ending.Answered => Counted.Offered | Counted.Answered | (InTime(stay, rule) ? Counted.AnsweredInTime : Counted.AnsweredLate),
        Ending.Abandoned => Counted.Offered | Counted.Abandoned
            | (InTime(stay, rule) ? Counted.AbandonedInTime : Counted.None)
            | (stay.Wait <= rule.Short ? Counted.ShortAbandon : Counted.None),
        Ending.FlowedOut => Counted.Offered | Counted.FlowedOut,
        Ending.LeftByChoice => Counted.Offered | Counted.FlowedOut | Counted.LeftByChoice,
        Ending.Closed => Counted.Closed,
        Ending.Discarded => Counted.Discarded,
        Ending.Merged => Counted.Offered | Counted.Merged,
        Ending.NobodyWaited => Counted.None,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool InTime(Stay stay, ServiceLevelRule rule) =>
        rule.Target is { } target ? stay.Wait <= target : stay.EndedAt <= stay.PromisedAt;

    private static bool IsMisroute(Stay stay) =>
        stay.Result == Result.WrongPlace && stay.ConversationEndedAt - stay.EndedAt <= MisrouteWithin;
}
