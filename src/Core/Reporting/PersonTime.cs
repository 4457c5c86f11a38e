using Isberg.People;

namespace Isberg.Reporting;

/// <summary>What a person's time goes to. Several contacts at once are one busy person.</summary>
public enum Doing
{
    SignedOut,

    /// <summary>Free for contacts, an unanswered offer included.</summary>
    Ready,

    /// <summary>In at least one conversation, hold included.</summary>
    Handling,
    WrappingUp,
    NotReady,
    NotAnswering,
}

/// <summary>What a stretch of a person's time is added up under.</summary>
/// <param name="Reason">Why he was not ready, where a reason was given.</param>
public readonly record struct TimeKey(PersonId Person, Quarter Quarter, Doing Doing, PresenceReasonId? Reason = null);

/// <summary>A person as the figures left him: what he does, and from when on it is not yet added up.</summary>
public sealed record PersonNow(PersonId Person, Presence Presence, PresenceReasonId? Reason, Doing Doing, DateTimeOffset Since)
{
    /// <summary>The time from the last event until now, which stands in no row yet.</summary>
    public IEnumerable<(TimeKey Key, TimeSpan Time)> Until(DateTimeOffset now) =>
        Doing == Doing.SignedOut ? [] : Quarter.Cut(Since, now).Select(it => (Key(it.Quarter), it.Time));

    private TimeKey Key(Quarter quarter) => new(Person, quarter, Doing, Doing == Doing.NotReady ? Reason : null);
}

/// <summary>Sums of people's time.</summary>
public sealed class TimeSheet
{
    private readonly Dictionary<Doing, TimeSpan> sums = [];
    private readonly Dictionary<PresenceReasonId, TimeSpan> reasons = [];

    public TimeSpan this[Doing doing] => sums.GetValueOrDefault(doing);

    /// <summary>Not ready, by reason; what had none is in <see cref="Doing.NotReady"/> alone.</summary>
    public IReadOnlyDictionary<PresenceReasonId, TimeSpan> Reasons => reasons;

    private TimeSpan Busy => this[Doing.Handling] + this[Doing.WrappingUp];

    /// <summary>(talk + hold + wrap-up) ÷ (the same + ready), in ticks. Who handles several contacts at once is busy once.</summary>
    public Share Occupancy => new(Busy.Ticks, (Busy + this[Doing.Ready]).Ticks);

    public void Add(Doing doing, PresenceReasonId? reason, TimeSpan time)
    {
        sums[doing] = this[doing] + time;
        if (doing == Doing.NotReady && reason is { } given) reasons[given] = reasons.GetValueOrDefault(given) + time;
    }
}
