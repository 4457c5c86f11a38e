using Isberg.Customers;
using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>A contact in a list.</summary>
/// <param name="PersonName">Who handles it, or did so last.</param>
/// <param name="CustomerName">As the centre knows him, or as he called himself.</param>
public sealed record ContactSummary(
    ContactId Contact, string Reference, ServiceId Service, Texts ServiceName, Channel Channel, Language? Language, Stage Stage, ContactOutcome? Outcome,
    DateTimeOffset ArrivedAt, DateTimeOffset? DueAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, DateTimeOffset? ClosedAt,
    PersonId? Person, string? PersonName, CustomerId? Customer, string? CustomerName, string? Matter, IReadOnlyList<ReasonName> Reasons, int Transfers);

public sealed record ReasonName(ReasonId Reason, Texts Name);

/// <summary>A contact's whole story: what happened, who did what, and what was said.</summary>
/// <param name="Events">In order; a message is among the messages, not here.</param>
/// <param name="Earlier">The customer's other contacts before it, in every channel, the newest first.</param>
/// <param name="Given">What the citizen said of himself; nobody has checked it.</param>
public sealed record ContactStory(
    ContactSummary Contact, IReadOnlyList<SegmentView> Segments, IReadOnlyList<StoryEvent> Events, IReadOnlyList<MessageView> Messages,
    IReadOnlyList<ContactSummary> Earlier, IReadOnlyList<ContactSummary> Later, CustomerView? Customer, GivenView? Given);

/// <summary>One stretch of a contact with one person in one channel.</summary>
public sealed record SegmentView(
    int Number, ServiceId Service, Texts ServiceName, Channel Channel, PersonId? Person, string? PersonName, DateTimeOffset QueuedAt, DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt, DateTimeOffset? WrappedAt, TimeSpan Held, bool WasTransferred);

/// <summary>Something that happened with a contact.</summary>
/// <param name="Kind">What the ledger calls it, for instance "contact.offered".</param>
/// <param name="ServiceName">The service that it went to, where it went to one.</param>
/// <param name="Cause">Why, where there is a cause.</param>
/// <param name="Number">The step, class or offer that it is about.</param>
public sealed record StoryEvent(
    DateTimeOffset At, string Kind, PersonId? Person, string? PersonName, Texts? ServiceName, string? Cause, int? Number, DateTimeOffset? Until);

/// <summary>What the citizen said of himself, and where he was.</summary>
/// <param name="StartedOn">The address of the page that the conversation was begun on.</param>
public sealed record GivenView(string? Name, string? Email, string? Phone, string? Matter, string? StartedOn);

/// <summary>A message of a contact, as the staff see it.</summary>
/// <param name="Text">Plain text, never markup. Null when it has been erased.</param>
public sealed record MessageView(
    MessageId Message, int Number, Author Author, PersonId? Person, string? PersonName, DateTimeOffset At, string? Text, IReadOnlyList<FileReference> Files)
{
    internal static MessageView Of(MessageRow row, IReadOnlyDictionary<PersonId, string> names) => new(
        row.Id, row.Number, row.Author, row.Person, row.Person is { } person ? names.GetValueOrDefault(person) : null, row.At, row.Text, row.Files);
}
