namespace Isberg.Contacts;

/// <summary>A message was written in a contact; its text lies in the message's own row.</summary>
/// <param name="Number">Counts within the contact, from 1.</param>
/// <param name="Length">In UTF-16 code units.</param>
public sealed record MessageWritten(ContactId Contact, MessageId Message, int Number, Author Author, PersonId? Person, int Length) : Note, IOfContact;

/// <summary>What became of a mail that was written here: it was sent, it came back, it was taken back.</summary>
public sealed record MailMoved(ContactId Contact, MailId Mail, MessageId Message, MailState State) : Note, IOfContact;

/// <summary>What became of an answer by letter, as people have said: that it is posted, that it is not to go after all, that it is to be printed again. Or of one by fax.</summary>
/// <param name="By">Null: a program with an API key, or the line.</param>
public sealed record LetterMoved(ContactId Contact, LetterId Letter, MessageId Message, LetterState State, PersonId? By) : Note, IOfContact;

/// <summary>What became of the recording of a stretch of a call.</summary>
/// <param name="By">Null: the rule of the service, or the retention.</param>
public sealed record RecordingMoved(ContactId Contact, int Segment, RecordingMove Move, PersonId? By) : Note, IOfContact;

/// <summary>What happens to a recording. Kept as a number.</summary>
public enum RecordingMove
{
    Started,

    /// <summary>The agent wants it to stand still: something is to be said that must not be kept.</summary>
    Pausing,

    /// <summary>It stands still: silence is written.</summary>
    Paused,
    Resumed,

    /// <summary>The call is over, and its sound is kept, sealed.</summary>
    Kept,

    /// <summary>Kept, but not all of it: the disk was full, or the exchange was lost.</summary>
    KeptInPart,

    /// <summary>Nothing of it could be kept.</summary>
    Lost,

    /// <summary>Somebody listened to it; why, the log of recordings says.</summary>
    Listened,

    /// <summary>Destroyed: its time was over, or somebody had it erased.</summary>
    Destroyed,

    /// <summary>Somebody has a copy made of it in which voices are disguised.</summary>
    Copied,

    /// <summary>Somebody listened to such a copy.</summary>
    CopyListened,

    /// <summary>Somebody fetched such a copy, to give it out.</summary>
    CopyGiven,

    /// <summary>Somebody had such a copy destroyed before its time.</summary>
    CopyDestroyed,
}

/// <summary>Where a letter stands. Kept as a number.</summary>
public enum LetterState
{
    /// <summary>It is in a contact.</summary>
    Taken,

    /// <summary>It is left to people.</summary>
    Aside,

    /// <summary>It was written here, and waits for somebody who prints and posts it.</summary>
    ToPrint,

    /// <summary>Somebody has posted it.</summary>
    Posted,

    /// <summary>It was written here, and is not to be posted after all.</summary>
    Withdrawn,

    /// <summary>A fax that was written here waits until it is sent, for the first time or again.</summary>
    ToFax,
    Faxing,

    /// <summary>All of it was received at the other end.</summary>
    Faxed,

    /// <summary>It could not be sent, and nobody tries any more.</summary>
    NotFaxed,
}

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    /// <summary>It came in.</summary>
    Received,

    /// <summary>It is to be sent, now or at its time.</summary>
    Queued,

    /// <summary>It is being handed to the mail server. After a crash: it may have been.</summary>
    Sending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>A report says that it has reached the recipient's mailbox.</summary>
    Delivered,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>It could not be sent, and is not tried again.</summary>
    Failed,

    /// <summary>Taken back before it was sent.</summary>
    Withdrawn,
}

/// <summary>Who wrote a message.</summary>
public enum Author
{
    Citizen, Staff,

    /// <summary>The product itself: a greeting, a notice, a receipt.</summary>
    Automatic,

    /// <summary>An internal note among the staff; never shown to the citizen.</summary>
    Internal,

    /// <summary>To or from somebody outside who is asked in a side conversation; never shown to the citizen. With a person: the staff wrote.</summary>
    Party,
}

/// <summary>A contact's customer became known, or was corrected.</summary>
public sealed record ContactIdentified(ContactId Contact, CustomerId Customer, PersonId? By) : Note, IOfContact;

/// <summary>Something that was written in a contact became a contact of its own; nothing is taken from the first.</summary>
public sealed record ContactSplit(ContactId Contact, ContactId Into, PersonId By) : Note, IOfContact;

/// <summary>Another contact became part of this one.</summary>
public sealed record ContactJoined(ContactId Contact, ContactId Joined, PersonId By) : Note, IOfContact;

/// <summary>A caller came into a flow. He is no contact before he waits for somebody.</summary>
/// <param name="Number">The flow's version.</param>
public sealed record FlowEntered(ContactId Contact, FlowId Flow, int Number) : Note, IOfContact;

/// <summary>A caller came out of a flow.</summary>
/// <param name="Step">Where.</param>
public sealed record FlowLeft(ContactId Contact, FlowId Flow, int Number, string Step, FlowOutcome Outcome, TimeSpan After) : Note, IOfContact;

/// <summary>How a caller came out of a flow. Kept as a number.</summary>
public enum FlowOutcome
{
    /// <summary>He got what he wanted, without a person.</summary>
    Finished,

    /// <summary>He waits for somebody, because the flow leads there.</summary>
    ToQueue,

    /// <summary>He waits for somebody, because he asked for a person or was not understood.</summary>
    ToPerson,

    /// <summary>He hung up.</summary>
    Abandoned,
}

/// <summary>What was written and said of people in a contact is gone: texts, files, names and addresses. The contact and its figures stay.</summary>
public sealed record ContentErased(ContactId Contact, PersonId? By) : Note, IOfContact;
