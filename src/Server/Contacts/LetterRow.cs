using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>The letter on paper, or the fax, that a message came or goes as: where its scan came from and how its pages look, or whom it goes to and whether it is posted. All that it says of people can be erased.</summary>
public sealed class LetterRow : IOfCommissioner
{
    /// <summary>Follows from the bytes of the scan: the same scan is the same letter, however often and wherever it comes. Of one that goes out, from its writer's key.</summary>
    public LetterId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; set; }

    /// <summary>Null: it was put aside.</summary>
    public ContactId? Contact { get; set; }

    /// <summary>Null: it was put aside.</summary>
    public MessageId? Message { get; set; }

    /// <summary>The folder that it came through. Null: a mailbox.</summary>
    public IntakeId? Intake { get; set; }

    /// <summary>The mailbox that it came through. Null: a folder.</summary>
    public MailboxId? Mailbox { get; set; }

    /// <summary>It was written here, to somebody: a PDF to be printed, which is the message's file.</summary>
    public bool IsOutgoing { get; init; }

    public LetterState State { get; set; }

    /// <summary>The address that it goes to, line by line. Null: it came from somebody, or is erased.</summary>
    public string? To { get; set; }

    /// <summary>Who said last that it was posted, or withdrew it.</summary>
    public PersonId? SettledBy { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>What the scan was called, or the PDF is. Null when erased.</summary>
    public string? Name { get; set; }

    /// <summary>Of what was put aside. Null: it was taken.</summary>
    public LetterFault? Fault { get; set; }

    public LetterReading Reading { get; set; }

    /// <summary>What the line said of a fax. Null: it is a letter on paper, or is erased.</summary>
    public FaxFacts? Fax { get; set; }

    /// <summary>How often a fax that goes out has been tried.</summary>
    public int Tries { get; set; }

    /// <summary>When a fax that goes out is to be sent, or given up that is being sent. Null: it is done with.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Why the last try failed.</summary>
    public FaxTrouble? Trouble { get; set; }

    /// <summary>That were received at the other end.</summary>
    public int PagesSent { get; set; }

    /// <summary>None when erased, and where this server cannot draw pages.</summary>
    public IReadOnlyList<LetterPage> Pages { get; set; } = [];
}

/// <summary>What the line said of a fax that came, or is told of one that goes.</summary>
/// <param name="To">The number that it is sent to.</param>
/// <param name="From">The number that it comes from. Null: the caller told none.</param>
/// <param name="Station">What the sending machine calls itself. Null: nothing.</param>
/// <param name="IsWhole">False: the line broke before its end; more pages may have been meant.</param>
public sealed record FaxFacts(string To, string? From, string? Station, bool IsWhole);

/// <summary>Why a fax could not be sent. Kept as a number.</summary>
public enum FaxTrouble
{
    Busy,
    NoAnswer,

    /// <summary>The number leads nowhere, or there is no line.</summary>
    NotReached,

    /// <summary>Somebody or something answered, but no fax machine did, or the line broke.</summary>
    Broken,
}

/// <param name="Picture">A JPEG: a file under this name.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Text">What could be read on it; null: nothing could.</param>
public sealed record LetterPage(Guid Picture, int Width, int Height, string? Text);

/// <summary>Where the text of a letter comes from. Kept as a number.</summary>
public enum LetterReading
{
    /// <summary>It has none: this server lacks the program that reads scans.</summary>
    None,

    /// <summary>It stood in the file.</summary>
    InFile,

    /// <summary>It was recognised in the picture, and may be wrong.</summary>
    Recognised,

    /// <summary>Recognised on the first pages only: reading all of them took too long.</summary>
    RecognisedInPart,
}

/// <summary>Why a scan cannot be taken in. Kept as a number.</summary>
public enum LetterFault
{
    /// <summary>It is no PDF, TIFF or JPEG.</summary>
    Kind,

    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It has too many bytes.</summary>
    Large,

    /// <summary>It has too many pages.</summary>
    Pages,

    /// <summary>It is locked with a password.</summary>
    Encrypted,

    /// <summary>It is damaged, or not what it says it is.</summary>
    Broken,

    /// <summary>Drawing its pages takes more time or memory than a letter may.</summary>
    Heavy,

    /// <summary>It is a link to another file.</summary>
    Link,

    /// <summary>The virus scanner found something harmful in it.</summary>
    Unsafe,
}
