using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>A contact as lists and pages read it: a projection of the ledger, written with the events.</summary>
public sealed class ContactRow : IOfCommissioner
{
    public ContactId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; set; }

    /// <summary>What people call it by on the phone: eight letters and digits that cannot be mistaken for each other.</summary>
    public required string Reference { get; init; }

    public ServiceId Service { get; set; }

    public Channel Channel { get; set; }

    public Language? Language { get; set; }

    public CustomerId? Customer { get; set; }

    /// <summary>The contact that this one goes on from.</summary>
    public ContactId? Earlier { get; init; }

    /// <summary>The contact that this one became part of: what comes to it later is that one's. Null: it is itself.</summary>
    public ContactId? MergedInto { get; set; }

    /// <summary>Who on the staff began it. Null: it came in.</summary>
    public PersonId? BegunBy { get; init; }

    /// <summary>How far calling the citizen has come. Null: nobody has called him.</summary>
    public CallResult? Called { get; set; }

    /// <summary>The so-manieth try to call somebody back. Null: it is no callback.</summary>
    public int? CallbackTry { get; set; }

    public Stage Stage { get; set; }

    public ContactOutcome? Outcome { get; set; }

    public int PriorityClass { get; set; }

    public DateTimeOffset ArrivedAt { get; init; }

    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? OfferedAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the last conversation ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who is offered it or handles it, or did so last.</summary>
    public PersonId? Person { get; set; }

    public int Segment { get; set; }

    public int Transfers { get; set; }

    public bool IsStranded { get; set; }

    public IReadOnlyList<ReasonId> Reasons { get; set; } = [];

    public int LastMessage { get; set; }

    /// <summary>The sequence number of the last event that touched it: its version.</summary>
    public long Version { get; set; }
}

/// <summary>One stretch of a contact with one person in one channel.</summary>
public sealed class SegmentRow : IOfCommissioner
{
    public ContactId Contact { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; set; }

    public ServiceId Service { get; set; }

    public Channel Channel { get; set; }

    public PersonId? Person { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? WrappedAt { get; set; }

    public TimeSpan Held { get; set; }

    public DateTimeOffset? HeldSince { get; set; }

    public bool WasTransferred { get; set; }
}

/// <summary>One message of a contact. The text is personal data: erasing it empties the text and changes no event.</summary>
public sealed class MessageRow : IOfCommissioner
{
    public MessageId Id { get; init; }

    public ContactId Contact { get; init; }

    public int Number { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public DateTimeOffset At { get; init; }

    public Author Author { get; init; }

    public PersonId? Person { get; init; }

    /// <summary>The side conversation that it belongs to. Null: the citizen's own.</summary>
    public SideId? Side { get; init; }

    /// <summary>Null when erased.</summary>
    public string? Text { get; set; }

    /// <summary>None when erased.</summary>
    public IReadOnlyList<FileReference> Files { get; set; } = [];
}

/// <summary>A file that belongs to a message; the bytes lie outside the web root under the centre's folder.</summary>
public sealed record FileReference(Guid Id, string Name, string ContentType, long Bytes);
