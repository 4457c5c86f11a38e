using Isberg.Storage;

namespace Isberg.Channels.Email;

/// <summary>How far a mailbox has been read: bookkeeping, so that nothing is fetched twice. What is fetched twice all the same is known by itself.</summary>
public sealed class MailboxReading : IOfCentre
{
    public MailboxId Mailbox { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>The time of the folder in which numbers count.</summary>
    public long UidValidity { get; set; }

    public long LastUid { get; set; }
}
