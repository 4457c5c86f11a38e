namespace Isberg.Services;

/// <summary>What holds for the whole centre on the floor.</summary>
public sealed record CentreRule
{
    /// <summary>Who declined a contact is not offered it again for this long, while others fit.</summary>
    public TimeSpan DeclinePause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>May work of the second class be offered to someone busy with the first? Missing pairs: <see cref="Conflict.Blocks"/>.</summary>
    public IReadOnlyList<ConflictPair> Conflicts { get; init; } = Standard;

    /// <summary>A call excludes everything; chats go together; a message or task gives way to calls and chats where its service says so.</summary>
    public static IReadOnlyList<ConflictPair> Standard { get; } =
    [
        new(ChannelClass.Chat, ChannelClass.Chat, Conflict.Together),
        new(ChannelClass.Message, ChannelClass.Message, Conflict.Together),
        new(ChannelClass.Task, ChannelClass.Task, Conflict.Together),
        new(ChannelClass.Message, ChannelClass.Task, Conflict.Together),
        new(ChannelClass.Task, ChannelClass.Message, Conflict.Together),
        new(ChannelClass.Message, ChannelClass.Voice, Conflict.IfInterruptible),
        new(ChannelClass.Message, ChannelClass.Chat, Conflict.IfInterruptible),
        new(ChannelClass.Task, ChannelClass.Voice, Conflict.IfInterruptible),
        new(ChannelClass.Task, ChannelClass.Chat, Conflict.IfInterruptible),
    ];
}

/// <summary>One cell of the conflict matrix (cap 69).</summary>
public readonly record struct ConflictPair(ChannelClass Busy, ChannelClass Offered, Conflict Conflict);

/// <summary>Whether two kinds of work go together.</summary>
public enum Conflict
{
    Blocks,
    Together,

    /// <summary>Together when every item of the busy class is interruptible.</summary>
    IfInterruptible,
}
