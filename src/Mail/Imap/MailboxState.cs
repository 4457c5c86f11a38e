namespace Isberg.Mail.Imap;

/// <summary>Whether a mailbox can be read.</summary>
/// <param name="Since">Since when it can, or cannot; every further failure leaves it as it is.</param>
/// <param name="Why">The last failure; null while it can be read, and before the first try has ended.</param>
/// <param name="NextTry">When it is tried again; null while it can be read or is being tried.</param>
public sealed record MailboxState(bool IsReadable, DateTimeOffset Since, ImapException? Why = null, DateTimeOffset? NextTry = null);

/// <summary>How far a mailbox has been read.</summary>
/// <param name="UidValidity">The time of the folder in which the number counts.</param>
/// <param name="LastUid">The last message that was taken; nought for none.</param>
public readonly record struct MailboxPlace(uint UidValidity, uint LastUid);

/// <summary>What has come into a mailbox.</summary>
/// <param name="Client">Connected, with the folder open; it may be used until this news has been taken.</param>
/// <param name="StartsOver">All numbers have changed: this and what follows holds messages that may have been taken before.</param>
/// <param name="Messages">The oldest number first; empty only when the numbers have changed.</param>
public sealed record MailboxNews(ImapClient Client, ImapFolder Folder, bool StartsOver, IReadOnlyList<MessageSummary> Messages);
