namespace Isberg.Services;

/// <summary>A service as the floor knows it: the whole value, replaced at every change.</summary>
public sealed record ServiceRule(ServiceId Id, CommissionerId Commissioner, IReadOnlyList<ChannelRule> Channels);

/// <summary>A stretch of opening, in UTC, from and including <paramref name="From"/> until <paramref name="Until"/>.</summary>
public readonly record struct OpenInterval(DateTimeOffset From, DateTimeOffset Until);

/// <summary>What a service promises and allows in one channel.</summary>
public sealed record ChannelRule
{
    public required Channel Channel { get; init; }

    /// <summary>How soon a contact shall be taken, from its arrival. Positive.</summary>
    public TimeSpan Target { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The target runs in opening hours only.</summary>
    public bool TargetRunsWhenOpenOnly { get; init; }

    /// <summary>Opening hours for the next 60 days, ascending, without overlap; worked out by the server. None: closed.</summary>
    public IReadOnlyList<OpenInterval> Open { get; init; } = [];

    /// <summary>Contacts are taken in outside opening hours too, and wait.</summary>
    public bool AcceptsWhenClosed { get; init; }

    /// <summary>What happens to those who wait when the service closes.</summary>
    public AtClosing AtClosing { get; init; } = AtClosing.FinishQueue;

    /// <summary>How long an offer rings before it returns to the front of the queue.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long wrap-up may take before it ends by itself. Zero: none.</summary>
    public TimeSpan WrapUpLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who among those who may is chosen.</summary>
    public PersonChoice Choice { get; init; } = PersonChoice.LongestIdle;

    /// <summary>The order of those who wait in this service and channel.</summary>
    public QueueOrder Order { get; init; } = QueueOrder.Due;

    /// <summary>Timed relaxation, ascending by <see cref="RelaxStep.After"/>.</summary>
    public IReadOnlyList<RelaxStep> Steps { get; init; } = [];

    /// <summary>The greatest number that may wait; one more overflows or is turned away. Null: no limit.</summary>
    public int? MostWaiting { get; init; }

    /// <summary>The service that takes over when the queue is full, when the wait passes <see cref="OverflowAfter"/>, or at closing.</summary>
    public ServiceId? OverflowTo { get; init; }

    /// <summary>Waiting longer than this overflows. Null: never for waiting's sake.</summary>
    public TimeSpan? OverflowAfter { get; init; }

    /// <summary>Waiting longer than this turns the contact away (a workflow's time-out). Null: never.</summary>
    public TimeSpan? GiveUpAfter { get; init; }

    /// <summary>Work in this service and channel may be interrupted by a live contact.</summary>
    public bool IsInterruptible { get; init; }

    /// <summary>Whoever handles a call does not see when a supervisor is at it.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool HidesSupervision { get; init; }
}

/// <summary>What happens to those who wait when a service closes.</summary>
public enum AtClosing
{
    /// <summary>Those who stand in the queue are served.</summary>
    FinishQueue,

    /// <summary>They go to the overflow service, or, where there is none, are turned away.</summary>
    Empty,
}

/// <summary>How one is chosen among those who may take a contact; ties go to the longest idle.</summary>
public enum PersonChoice
{
    LongestIdle,

    /// <summary>The smallest share of capacity in use.</summary>
    LeastLoaded,

    /// <summary>The highest sum of levels over the skills that the contact needed when it arrived.</summary>
    BestSkilled,

    /// <summary>The largest share of the contact's wishes fulfilled.</summary>
    LabelScore,
}

/// <summary>The order in which the waiting are taken.</summary>
public enum QueueOrder
{
    /// <summary>Priority class, then due time, then arrival.</summary>
    Due,

    /// <summary>The newest first; classes are not considered.</summary>
    NewestFirst,
}

/// <summary>From <paramref name="After"/> of waiting on, the need is eased.</summary>
/// <param name="After">Waiting time, from arrival in the queue.</param>
/// <param name="DropSkills">Skills no longer asked for.</param>
/// <param name="DropAllSkills">No skill is asked for any longer.</param>
/// <param name="LowerLevelsBy">Levels are lowered by this much, to at least 1.</param>
/// <param name="ReleasePerson">The named person is no longer waited for.</param>
/// <param name="DropLanguage">The language is no longer asked for.</param>
/// <param name="SkipTo">When this step may be entered before its time.</param>
/// <remarks>People whose <c>Assignment.FromStep</c> is at most this step's number (the first step is 1) join.</remarks>
public sealed record RelaxStep(
    TimeSpan After,
    IReadOnlyList<SkillId> DropSkills,
    bool DropAllSkills = false,
    int LowerLevelsBy = 0,
    bool ReleasePerson = false,
    bool DropLanguage = false,
    SkipWhen SkipTo = SkipWhen.Never);

/// <summary>When a contact goes on to a step at once because waiting for its time is pointless.</summary>
public enum SkipWhen
{
    Never,

    /// <summary>Nobody signed in could take it before this step.</summary>
    NobodySignedIn,

    /// <summary>Nobody is free to take it before this step.</summary>
    NobodyFree,
}
