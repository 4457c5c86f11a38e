using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>One contact's stay with one service: its wait in the queue and what came of it. Every figure about contacts is counted from stays.</summary>
/// <remarks>
/// A contact that is transferred, moved or overflows has several, numbered from 1. A stay belongs to the quarter-hour in
/// which the contact entered the queue, whenever it is answered.
/// </remarks>
public sealed record Stay
{
    public required ContactId Contact { get; init; }

    public required int Number { get; init; }

    public required ServiceId Service { get; init; }

    public required Channel Channel { get; init; }

    public required Origin Origin { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Waiting is counted from here: earlier than the entry when the clock ran on from another queue or from a wish to be called back.</summary>
    public required DateTimeOffset ClockFrom { get; init; }

    public TimeSpan HeadStart { get; init; }

    /// <summary>The floor's number for the segment that waits, and is handled, in this stay.</summary>
    public int Segment { get; init; }

    /// <summary>The service's promise: when the contact should have been taken at the latest. Null until it stood in the queue.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    public Ending Ending { get; init; }

    /// <summary>When the waiting ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who answered.</summary>
    public PersonId? Person { get; init; }

    public Handling Handling { get; init; }

    public DateTimeOffset? ConversationEndedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public TimeSpan Held { get; init; }

    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The handler's own time: where he handled several at once, this contact's share of it (see <see cref="Attention"/>).</summary>
    public TimeSpan Work { get; init; }

    public Result Result { get; init; }

    public IReadOnlyList<ReasonId> Reasons { get; init; } = [];

    public bool IsOpen => Ending == Ending.Waiting || Handling is Handling.Conversing or Handling.WrappingUp or Handling.Parked;

    /// <summary>How long the contact waited; null while it waits.</summary>
    public TimeSpan? Wait => EndedAt - ClockFrom;

    /// <summary>Conversation without the time on hold; zero until it is over.</summary>
    public TimeSpan Talk => ConversationEndedAt - EndedAt - Held ?? TimeSpan.Zero;

    public TimeSpan WrapUp => FinishedAt - ConversationEndedAt ?? TimeSpan.Zero;
}

/// <summary>How a contact came to a service's queue.</summary>
public enum Origin
{
    Arrived,
    Transferred,

    /// <summary>From another queue by rule; its clock runs on.</summary>
    Overflowed,

    /// <summary>From another queue by a supervisor; its clock runs on.</summary>
    Moved,

    /// <summary>Whoever handled it lost his screen or was signed out, or it goes on in a channel that he had no room for.</summary>
    Returned,

    /// <summary>From another channel, with whoever handled it there.</summary>
    WentOn,

    /// <summary>Begun by whoever handles it: outgoing.</summary>
    Begun,
}

/// <summary>How the waiting ended.</summary>
public enum Ending
{
    Waiting,

    /// <summary>A person took it.</summary>
    Answered,

    /// <summary>The citizen left while waiting.</summary>
    Abandoned,

    /// <summary>Left the queue by rule or by a supervisor: full, waited too long, closed while it waited, overflowed, moved.</summary>
    FlowedOut,

    /// <summary>The citizen chose another way: a message, a call back. Counted among the flow-outs.</summary>
    LeftByChoice,

    /// <summary>Came while the service was closed or not offered in the channel. Never in the queue, so never offered.</summary>
    Closed,

    /// <summary>Thrown away as spam or abuse. Not offered.</summary>
    Discarded,

    /// <summary>A person had it at once, of himself. Not offered.</summary>
    NobodyWaited,

    /// <summary>Became part of another contact while it waited. Offered, and in no percentage.</summary>
    Merged,
}

/// <summary>How far the person who answered has come.</summary>
public enum Handling
{
    None,
    Conversing,
    WrappingUp,
    Finished,

    /// <summary>He has parked it, and is busy with it no longer; to the caller it is a hold.</summary>
    Parked,
}

/// <summary>How the conversation ended.</summary>
public enum Result
{
    None,
    Ended,
    CitizenLeft,
    Transferred,

    /// <summary>Transferred because the matter belonged elsewhere.</summary>
    WrongPlace,

    /// <summary>Went back to the queue because whoever handled it was lost.</summary>
    Returned,

    /// <summary>The same person went on with it in another channel.</summary>
    WentOn,

    /// <summary>It became part of another contact, which he goes on with.</summary>
    Merged,
}
