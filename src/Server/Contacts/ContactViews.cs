using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>A contact in a list.</summary>
/// <param name="PersonName">Who handles it, or did so last.</param>
/// <param name="CustomerName">As the centre knows him, or as he called himself; else his address.</param>
/// <param name="IsOutgoing">The staff began it; nobody waited.</param>
public sealed record ContactSummary(
    ContactId Contact, string Reference, ServiceId Service, Texts ServiceName, Channel Channel, Language? Language, Stage Stage, ContactOutcome? Outcome,
    DateTimeOffset ArrivedAt, DateTimeOffset? DueAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, DateTimeOffset? ClosedAt,
    PersonId? Person, string? PersonName, CustomerId? Customer, string? CustomerName, string? Matter, IReadOnlyList<ReasonName> Reasons, int Transfers, bool IsOutgoing);

public sealed record ReasonName(ReasonId Reason, Texts Name);

/// <summary>A contact's whole story: what happened, who did what, and what was said.</summary>
/// <param name="Events">In order; a message is among the messages, not here.</param>
/// <param name="Earlier">The customer's other contacts before it, in every channel, the newest first.</param>
/// <param name="Given">What the citizen said of himself; nobody has checked it.</param>
/// <param name="Callbacks">The one that it is about, and those that its customer waits for.</param>
public sealed record ContactStory(
    ContactSummary Contact, IReadOnlyList<SegmentView> Segments, IReadOnlyList<StoryEvent> Events, IReadOnlyList<MessageView> Messages,
    IReadOnlyList<ContactSummary> Earlier, IReadOnlyList<ContactSummary> Later, CustomerView? Customer, GivenView? Given,
    IReadOnlyList<CallbackView> Callbacks);

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
/// <param name="Mail">The mail that it came or goes as.</param>
/// <param name="Side">The side conversation that it belongs to; null: the citizen's own.</param>
/// <param name="Letter">The letter on paper that it came or goes as.</param>
public sealed record MessageView(
    MessageId Message, int Number, Author Author, PersonId? Person, string? PersonName, DateTimeOffset At, string? Text, IReadOnlyList<FileReference> Files,
    MailView? Mail = null, LetterView? Letter = null, SideId? Side = null)
{
    internal static MessageView Of(MessageRow row, IReadOnlyDictionary<PersonId, string> names, PostOf post) => new(
        row.Id, row.Number, row.Author, row.Person, row.Person is { } person ? names.GetValueOrDefault(person) : null, row.At, row.Text, row.Files,
        post.Mails.GetValueOrDefault(row.Id) is { } mail ? MailView.Of(mail) : null, post.Letters.GetValueOrDefault(row.Id) is { } letter ? LetterView.Of(letter, names) : null, row.Side);
}

/// <summary>The mails and letters that messages came or go as.</summary>
internal sealed record PostOf(IReadOnlyDictionary<MessageId, MailRow> Mails, IReadOnlyDictionary<MessageId, LetterRow> Letters)
{
    public static readonly PostOf None = new(new Dictionary<MessageId, MailRow>(), new Dictionary<MessageId, LetterRow>());

    public static PostOf Mail(MailRow mail) => None with { Mails = new Dictionary<MessageId, MailRow> { [mail.Message] = mail } };

    public static async Task<PostOf> Messages(Database db, IEnumerable<MessageRow> rows, CancellationToken stop)
    {
        var ids = rows.Select(it => it.Id).ToArray();
        if (ids.Length == 0) return None;

        var mails = await db.Mails.AsNoTracking().Where(it => ids.Contains(it.Message)).ToDictionaryAsync(it => it.Message, stop);
        var letters = await db.Letters.AsNoTracking().Where(it => it.Message != null && ids.Contains(it.Message.Value)).ToDictionaryAsync(it => it.Message!.Value, stop);
        return new PostOf(mails, letters);
    }
}

/// <summary>A letter on paper, or a fax, as the staff see it beside its text.</summary>
/// <param name="Reading">Where its text comes from.</param>
/// <param name="Pages">As pictures, in order. None: pages could not be drawn on this server, or it goes out; the scan or the PDF is among the message's files.</param>
/// <param name="To">The address that it goes to. Null: it came from somebody, or is erased.</param>
/// <param name="Fax">What the line said of a fax. Null: it is a letter on paper.</param>
/// <param name="Sending">Of a fax that goes out.</param>
/// <param name="SettledAt">When somebody said that it was posted, or withdrew it.</param>
public sealed record LetterView(
    LetterId Letter, LetterReading Reading, IReadOnlyList<LetterPageView> Pages, bool IsOutgoing, LetterState State, string? To, DateTimeOffset? SettledAt, string? SettledByName,
    FaxFacts? Fax, FaxSending? Sending)
{
    internal static LetterView Of(LetterRow it, IReadOnlyDictionary<PersonId, string> names) => new(
        it.Id, it.Reading, [.. it.Pages.Select(page => new LetterPageView(page.Picture, page.Width, page.Height, page.Text))],
        it.IsOutgoing, it.State, it.To, it.SettledAt, it.SettledBy is { } person ? names.GetValueOrDefault(person) : null, it.Fax,
        it.State >= LetterState.ToFax ? new FaxSending(it.Tries, it.State == LetterState.ToFax ? it.DueAt : null, it.PagesSent, it.Trouble) : null);
}

/// <summary>How a fax that goes out fares.</summary>
/// <param name="NextAt">When it is tried next. Null: it is under way, or done with.</param>
/// <param name="Trouble">Why the last try failed.</param>
public sealed record FaxSending(int Tries, DateTimeOffset? NextAt, int Pages, FaxTrouble? Trouble);

/// <param name="Picture">Names it in the letter's address: pages/{picture}.</param>
/// <param name="Width">Of its picture, in pixels.</param>
/// <param name="Height">Of its picture, in pixels.</param>
/// <param name="Text">What could be read on it; null: nothing could.</param>
public sealed record LetterPageView(Guid Picture, int Width, int Height, string? Text);

/// <summary>A mail as the staff see it beside its text.</summary>
/// <param name="Verdict">What the receiving server found out about the sender; null: nothing that is trusted.</param>
/// <param name="Automatic">Why it is taken for automatic; null: a person wrote it.</param>
/// <param name="HasPage">It can be shown as it looks.</param>
/// <param name="HasSource">The whole mail can be downloaded.</param>
/// <param name="SendsAt">When it is sent, or tried again; null: no more.</param>
/// <param name="Trouble">What went wrong last, in the mail server's words.</param>
/// <param name="MayBeTwice">The recipient may have got it twice.</param>
/// <param name="Html">What was written, with its formatting, while it can be put back into the editor; null: there is none.</param>
/// <param name="SentAt">When a mail server took it.</param>
/// <param name="EndedAt">When it was delivered, came back, failed or was taken back.</param>
/// <param name="InvitesUntil">Its link opens the chat until then; null: it has none, or none that opens anything.</param>
public sealed record MailView(
    MailId Mail, bool IsOutgoing, MailState State, string? Subject, MailAddress? From, IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc,
    IReadOnlyList<MailAddress> Bcc, IReadOnlyList<MailAddress> ReplyTo, FoldedText Folded, SenderVerdict? Verdict, string? Automatic, bool HasPage, bool HasSource,
    IReadOnlyList<LeftOutFile> LeftOut, DateTimeOffset? SendsAt, bool YieldsToCitizen, int Attempts, string? Trouble, bool MayBeTwice,
    string? Html, DateTimeOffset? SentAt, DateTimeOffset? EndedAt, DateTimeOffset? InvitesUntil)
{
    internal static MailView Of(MailRow it) => new(
        it.Id, it.IsOutgoing, it.State, it.Subject, it.From, it.To, it.Cc, it.Bcc, it.ReplyTo, it.Folded, it.Verdict, it.Automatic,
        (it.HasPage && it.Source is not null) || it.Html is not null,
        it.Source is not null && !it.HoldsUnsafe, it.LeftOut, it.DueAt, it.YieldsToCitizen, it.Attempts, it.Trouble, it.MayBeTwice,
        it is { State: MailState.Queued or MailState.Withdrawn, Attempts: 0 } ? it.Html : null, it.SentAt, it.EndedAt, it.InvitesUntil);
}
