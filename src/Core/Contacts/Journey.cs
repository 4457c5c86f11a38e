namespace Isberg.Contacts;

/// <summary>Where a segment is on its way.</summary>
public enum Stage
{
    Arrived, Queued, Offered, Handled, Held, WrappingUp, Closed,
}

/// <summary>A move of a segment.</summary>
public enum Step
{
    Enqueue, Offer, Withdraw, Accept, Hold, Resume, Finish, WrapUp, Abandon, TurnAway,

    /// <summary>A person begins it himself, and has it at once.</summary>
    Begin,

    /// <summary>It becomes part of another contact.</summary>
    Merge,
}

/// <summary>The legal moves of a segment; nothing else in the code may decide them.</summary>
public static class Journey
{
    public static Stage? After(Stage stage, Step step) => (stage, step) switch
    {
        (Stage.Arrived, Step.Enqueue) => Stage.Queued,
        (Stage.Arrived, Step.Begin) => Stage.Handled,
        (Stage.Queued, Step.Offer) => Stage.Offered,
        (Stage.Offered, Step.Withdraw) => Stage.Queued,
        (Stage.Offered, Step.Accept) => Stage.Handled,
        (Stage.Handled, Step.Hold) => Stage.Held,
        (Stage.Held, Step.Resume) => Stage.Handled,
        (Stage.Handled or Stage.Held, Step.Finish) => Stage.WrappingUp,
        (Stage.WrappingUp, Step.WrapUp) => Stage.Closed,
        (Stage.Arrived or Stage.Queued, Step.TurnAway) => Stage.Closed,
        (Stage.Queued or Stage.Handled or Stage.Held, Step.Merge) => Stage.Closed,
        ( < Stage.Handled, Step.Abandon) => Stage.Closed,
        _ => null,
    };
}

/// <summary>How a contact ended.</summary>
public enum ContactOutcome
{
    /// <summary>A person took it.</summary>
    Handled,

    /// <summary>The citizen left before a person took it.</summary>
    Abandoned,

    /// <summary>The citizen chose another way out of the queue (a message, an address, a callback).</summary>
    LeftByChoice,

    /// <summary>Closed, full or given up by rule.</summary>
    TurnedAway,

    /// <summary>Thrown away by a supervisor or a block list.</summary>
    Discarded,

    /// <summary>It became part of another contact about the same thing.</summary>
    Merged,
}
