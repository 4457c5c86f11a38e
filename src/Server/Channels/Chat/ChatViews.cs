using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Chat;

/// <summary>How a conversation stands, as the citizen is told.</summary>
public enum ConversationState
{
    Waiting, Talking,

    /// <summary>It has been answered and is over.</summary>
    Ended,

    /// <summary>The service could not take it: closed, full, or waited too long.</summary>
    Closed,

    /// <summary>The citizen left the queue.</summary>
    Left,
}

/// <summary>A citizen's conversation as a whole; sent again whenever anything in it changes.</summary>
/// <param name="Position">1 is next. Null when it does not wait.</param>
/// <param name="Wait">Null when it cannot be said honestly.</param>
/// <param name="AnsweredBy">The first name of who handles it.</param>
/// <param name="MayGoOnByMail">He may leave the chat and get the rest by mail.</param>
/// <param name="IsByMail">It goes on by mail; when he writes in the chat, it goes on there.</param>
/// <param name="MayLeaveMessage">He may leave a message instead of waiting.</param>
public sealed record ConversationView(
    Guid Contact, string Reference, ConversationState State, string ServiceName, string? Language, int? Position, WaitView? Wait, string? AnsweredBy,
    bool MayLeaveMessage, bool MayGoOnByMail, bool IsByMail, IReadOnlyList<string> Notices, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>The wait that is left, as a range.</summary>
public sealed record WaitView(TimeSpan From, TimeSpan Until);

/// <summary>A message as the citizen sees it.</summary>
/// <param name="By">The first name of the person on the staff who wrote it.</param>
/// <param name="Text">Plain text, never markup. Null when it has been erased, or went by mail.</param>
/// <param name="IsByMail">He was answered by mail; what it says stands there.</param>
public sealed record CitizenMessage(int Number, Author Author, string? By, DateTimeOffset At, string? Text, IReadOnlyList<FileView> Files, bool IsByMail = false);

public sealed record FileView(Guid Id, string Name, string ContentType, long Bytes);
