using System.Security.Cryptography;
using System.Text;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>Someone writes in a contact: the citizen, the person who handles it, or the staff among themselves.</summary>
public sealed class WriteMessage(Databases databases, LiveCentres centres, FileStore files, BlockList blocks)
{
    /// <summary>The most messages of one contact.</summary>
    public const int Most = 2_000;

    public static readonly Refusal NoSuchContact = new("contact.unknown", "There is no such contact, or it is closed.");
    public static readonly Refusal NotYours = new("contact.not_yours", "Somebody else handles this contact now.");
    public static readonly Refusal Ended = new("conversation.ended", "The conversation has ended.");
    public static readonly Refusal ByMail = new("contact.by_mail", "Answer this contact by mail: what is written here would not reach the citizen.");
    public static readonly Refusal ByFax = new("contact.by_fax", "Answer this contact by fax, mail or telephone: what is written here would not reach the citizen.");
    public static readonly Refusal ByLetter = new("contact.by_letter", "Answer this contact by letter: what is written here would not reach the citizen.");
    public static readonly Refusal ByPhone = new("contact.by_phone", "Call back: what is written here would not reach the citizen.");
    public static readonly Refusal Full = new("conversation.full", $"A conversation has at most {Most:N0} messages. Begin a new one.");

    /// <param name="Person">The writer, when he belongs to the staff.</param>
    /// <param name="Key">Chosen by the writer's screen: the same message sent again is the same message.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, Author Author, PersonId? Person, string Key, string Text)
    {
        public IReadOnlyList<FileReference> Files { get; init; } = [];

        /// <summary>The citizen writes in the chat, and waits there for an answer.</summary>
        public bool IsInChat { get; init; }
    }

    /// <param name="Number">Counts within the contact, from 1.</param>
    public sealed record Written(MessageId Message, int Number, DateTimeOffset At, bool IsNew);

    public async Task<Outcome<Written>> Run(Command command, CancellationToken stop)
    {
        if (MessageText.Check(command.Text, mayBeEmpty: command.Files.Count > 0) is { } wrong) return wrong;

        if (command.Author == Author.Citizen && await IsBlocked(command, stop)) return ReceiveContact.Blocked;

        var id = IdOf(command);
        Written? written = null;
        var refusal = await centres.Of(command.Centre).Inbox.Send(
            state =>
            {
                if (!Write(state, command, id).Succeeded(out var act, out var no)) return no;
                written = act.Messages is [var row] ? new Written(id, row.Number, row.At, IsNew: true)
                    : new Written(id, state.Contacts.NumberOf(command.Contact, id)!.Value, state.Now, IsNew: false);
                return act;
            },
            stop);
        return refusal is null ? written! : refusal;
    }

    /// <summary>Sends one file: taken in first, and away again when it is not written after all.</summary>
    public async Task<Outcome<Written>> SendFile(Command command, string name, Stream content, CancellationToken stop)
    {
        if (!(await files.Save(command.Centre, name, content, stop)).Succeeded(out var file, out var no)) return no;

        var outcome = await Run(command with { Files = [file] }, stop);
        if (!outcome.Succeeded(out var written, out _) || !written.IsNew) files.Delete(command.Centre, file.Id);
        return outcome;
    }

    /// <summary>Whoever is put on the block list in the middle of a conversation writes no more in it either.</summary>
    private async Task<bool> IsBlocked(Command command, CancellationToken stop)
    {
        if (!await blocks.HasAny(command.Centre)) return false;

        await using var db = databases.CreateDbContext();
        return await blocks.Holds(command.Centre, await KnownSender.Of(db, command.Centre, command.Contact, stop), stop);
    }

    private static Outcome<Act> Write(LiveState state, Command command, MessageId id)
    {
        if (state.Contacts.Find(command.Contact) is not { } contact) return NoSuchContact;
        if (state.Contacts.NumberOf(command.Contact, id) is not null) return new Act();
        if (MayWrite(contact, command) is { } no) return no;
        if (contact.LastMessage >= Most) return Full;

        var number = contact.LastMessage + 1;
        var row = new MessageRow
        {
            Id = id, Contact = contact.Id, Number = number, Centre = contact.Centre, Commissioner = contact.Commissioner, At = state.Now,
            Author = command.Author, Person = command.Person, Text = command.Text, Files = command.Files,
        };
        return new Act(
            ComesBack(state, command, contact) ? new ChannelChanged(contact.Id, Channel.Chat, By: null) : null,
            [new MessageWritten(contact.Id, id, number, command.Author, command.Person, command.Text.Length)], [row]);
    }

    /// <summary>A conversation that went on by mail goes on in the chat when its citizen writes there again.</summary>
    private static bool ComesBack(LiveState state, Command command, ContactRow contact) =>
        command.IsInChat && contact is { Channel: Channel.Email, Stage: Stage.Handled or Stage.Held }
        && state.Contacts.WasIn(contact.Id, Channel.Chat) && state.Floor.HasQueue(contact.Service, Channel.Chat);

    /// <summary>The citizen may write until the conversation ends, the staff while they handle it; notes among the staff may come later too.</summary>
    private static Refusal? MayWrite(ContactRow contact, Command command) => command.Author switch
    {
        Author.Citizen => contact.Stage is Stage.WrappingUp or Stage.Closed ? Ended : null,
        Author.Staff when contact.Stage is Stage.WrappingUp or Stage.Closed => Ended,
        Author.Staff when contact.Channel == Channel.Email => ByMail,
        Author.Staff when contact.Channel == Channel.Letter => ByLetter,
        Author.Staff when contact.Channel == Channel.Fax => ByFax,
        Author.Staff when contact.Channel == Channel.VoiceMessage => ByPhone,
        Author.Staff => contact.Stage is Stage.Handled or Stage.Held && contact.Person == command.Person ? null : NotYours,
        _ => null,
    };

    private static MessageId IdOf(Command command)
    {
        var text = $"{command.Contact.Value} {command.Author} {command.Person?.Value} {command.Key}";
        return new MessageId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
    }
}
