using Isberg.Customers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Someone writes to a service: recognises the citizen, lets the floor receive the contact, and keeps what was written.</summary>
public sealed class ReceiveContact(Databases databases, LiveCentres centres, BlockList blocks, RecogniseCustomer recognise) : IDisposable
{
    public const int LongestName = 100;
    public const int LongestMatter = 200;

    /// <summary>Of a page's address; a longer one is left out.</summary>
    public const int LongestPage = 500;

    /// <summary>A form may say more at once than one message of a conversation.</summary>
    public const int LongestText = 20_000;

    /// <summary>Of a mail's newest text; what is longer is in its source.</summary>
    public const int LongestMail = 100_000;

    private readonly OneAtATime contacts = new();

    private readonly Func<Database, ContactId, Task<bool>> isKnown =
        EF.CompileAsyncQuery((Database db, ContactId contact) => db.Conversations.Any(it => it.Contact == contact));

    public static readonly Refusal WrongEmail = new("email.invalid", "Write the e-mail address like this: name@example.com.");
    public static readonly Refusal WrongPhone = new("phone.invalid", "Write the telephone number with digits, for instance 070-123 45 67.");
    public static readonly Refusal WrongName = new("name.invalid", $"A name has at most {LongestName} characters.");
    public static readonly Refusal Blocked = new("sender.forbidden", "The contact centre takes no messages from you for the time being.");
    public static readonly Refusal WrongMatter = new("matter.invalid", $"Say in at most {LongestMatter} characters what it is about.");

    /// <param name="Contact">Follows from the caller's key, so that a repeated request meets what the first one made.</param>
    /// <param name="Secret">What opens the conversation for the citizen.</param>
    /// <param name="Text">The first message; null or empty when there is none yet.</param>
    public sealed record Command(CentreId Centre, ServiceId Service, Channel Channel, ContactId Contact, string Secret)
    {
        public Language? Language { get; init; }

        public string? Matter { get; init; }

        public string? Text { get; init; }

        public IReadOnlyList<FileReference> Files { get; init; } = [];

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        /// <summary>The address of the page that it is begun on, as the browser says; what is no address is left out.</summary>
        public string? Page { get; init; }

        /// <summary>The internet address that it comes from; looked up in the block list, and not kept.</summary>
        public string? From { get; init; }

        /// <summary>The contact that this one goes on from.</summary>
        public ContactId? Earlier { get; init; }

        /// <summary>When the citizen wrote it, where that was earlier than now: his clock runs from there.</summary>
        public DateTimeOffset? Since { get; init; }

        /// <summary>Who wrote the first message. What the product itself begins is never blocked.</summary>
        public Author Author { get; init; } = Author.Citizen;

        /// <summary>The side conversation that the first message belongs to.</summary>
        public SideId? Side { get; init; }

        /// <summary>Whose contact it is, where that is known already. Null: he is recognised by his addresses.</summary>
        public CustomerId? Customer { get; init; }

        /// <summary>Who should take it, if he is ready when it comes.</summary>
        public PersonId? Prefers { get; init; }

        /// <summary>It is due as if it had come then. Null: it comes now.</summary>
        public DateTimeOffset? DueSince { get; init; }

        /// <summary>The mail that the first message came as; it is there even when the mail holds no word.</summary>
        public Func<MessageRow, MailRow>? Mail { get; init; }

        /// <summary>The letter that the first message came as.</summary>
        public Func<MessageRow, LetterRow>? Letter { get; init; }
    }

    public sealed record Received(ContactId Contact, string Reference, bool IsNew);

    public async Task<Outcome<Received>> Run(Command command, CancellationToken stop)
    {
        if (Check(command) is { } wrong) return wrong;

        using var alone = await contacts.Pass(command.Contact, stop);
        await using var db = databases.CreateDbContext();
        if (await isKnown(db, command.Contact)) return Answer(command, isNew: false);

        var (email, phone) = (Address.Email(command.Email), Address.Phone(command.Phone));
        if (command.Author == Author.Citizen && await IsBlocked(db, command, email, phone, stop)) return Blocked;

        using var recognised = command.Customer is { } told ? new Recognised(told)
            : await recognise.Run(db, command.Centre, new(email, phone, Given(command.Name), command.Language), stop);
        var refusal = await centres.Of(command.Centre).Inbox.Send(state => Arrive(state, command, recognised.Customer, recognised.New), stop);
        return refusal is null ? Answer(command, isNew: true) : refusal;
    }

    private async Task<bool> IsBlocked(Database db, Command command, string? email, string? phone, CancellationToken stop)
    {
        List<Sender> senders = [new(BlockKind.Email, email ?? ""), new(BlockKind.Phone, phone ?? ""), new(BlockKind.Address, command.From ?? "")];
        if (command.Earlier is { } earlier) senders.AddRange(await KnownSender.Of(db, command.Centre, earlier, stop));
        return await blocks.Holds(command.Centre, senders, stop);
    }

    /// <summary>Whether what comes from this number is taken at all.</summary>
    public async Task<bool> IsBlocked(CentreId centre, string? phone, CancellationToken stop) =>
        await blocks.Holds(centre, [new(BlockKind.Phone, Address.Phone(phone) ?? "")], stop);
    /// <summary>The floor that takes a centre's contacts in.</summary>
    internal LiveCentre CentreOf(CentreId centre) => centres.Of(centre);

    public void Dispose() => contacts.Dispose();

    private static Refusal? Check(Command command)
    {
        if (command.Name is { } name && (name.Length > LongestName || !MessageText.IsText(name))) return WrongName;
        if (command.Matter is { } matter && (matter.Length > LongestMatter || !MessageText.IsText(matter))) return WrongMatter;
        if (!string.IsNullOrWhiteSpace(command.Email) && Address.Email(command.Email) is null) return WrongEmail;
        if (!string.IsNullOrWhiteSpace(command.Phone) && Address.Phone(command.Phone) is null) return WrongPhone;
        return string.IsNullOrEmpty(command.Text) ? null : MessageText.Check(command.Text, mayBeEmpty: command.Files.Count > 0, LongestIn(command.Channel));
    }

    private static int LongestIn(Channel channel) => channel switch
    {
        Channel.Form => LongestText,
        Channel.Email or Channel.Letter or Channel.Fax => LongestMail,
        _ => MessageText.Longest,
    };

    private static Outcome<Act> Arrive(LiveState state, Command command, CustomerId? customer, Customer? newCustomer)
    {
        if (state.Contacts.Find(command.Contact) is not null) return new Act();

        var commissioner = state.Contacts.CommissionerOf(command.Service);
        var arrived = new ContactArrived(
            command.Contact, new Need(command.Service, command.Channel, command.Language, Person: Ready(state, command.Prefers)), customer,
            HeadStart: command.DueSince is { } since && since < state.Now ? state.Now - since : TimeSpan.Zero, Since: command.Since, Earlier: command.Earlier);
        var conversation = new Conversation
        {
            Contact = command.Contact, Centre = command.Centre, Commissioner = commissioner ?? default, SecretHash = ConversationSecret.Hash(command.Secret),
            Matter = Given(command.Matter), GivenName = Given(command.Name), GivenEmail = Given(command.Email), GivenPhone = Given(command.Phone),
            StartedOn = PageOf(command.Page),
        };
        if (string.IsNullOrEmpty(command.Text) && command.Files.Count == 0 && command.Mail is null)
            return new Act(arrived, Conversation: conversation, Customer: newCustomer);

        var message = new MessageRow
        {
            Id = new MessageId(Guid.CreateVersion7()), Contact = command.Contact, Number = 1, Centre = command.Centre, Commissioner = commissioner ?? default,
            At = command.Since ?? state.Now, Author = command.Author, Side = command.Side, Text = command.Text ?? "", Files = command.Files,
        };
        var note = new MessageWritten(command.Contact, message.Id, 1, command.Author, null, message.Text.Length);
        return new Act(arrived, [note], [message], Conversation: conversation, Customer: newCustomer, Mail: command.Mail?.Invoke(message), Letter: command.Letter?.Invoke(message));
    }

    private static PersonId? Ready(LiveState state, PersonId? person) =>
        person is { } wanted && state.Floor.Person(wanted) is { Presence: People.Presence.Ready } ? wanted : null;

    private static Received Answer(Command command, bool isNew) => new(command.Contact, ContactReference.Of(command.Contact), isNew);

    /// <summary>Only the page itself: after "?" and "#" there may stand what concerns nobody.</summary>
    private static string? PageOf(string? page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.GetLeftPart(UriPartial.Path) is { Length: <= LongestPage } plain
            && MessageText.IsText(plain) ? plain : null;

    private static string? Given(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
