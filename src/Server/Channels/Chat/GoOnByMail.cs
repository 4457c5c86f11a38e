using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>A citizen leaves the chat and wants the rest by mail: he says where, and whoever handles him goes on with him there.</summary>
public sealed class GoOnByMail(Databases databases, LiveCentres centres)
{
    public static readonly Refusal NotRunning = new("conversation.not_running", "Only a conversation that goes on in the chat can go on by mail.");
    public static readonly Refusal NoMail = new("service.no_mail", "This service answers no mails.");

    private static readonly TextFiles Texts = new(typeof(GoOnByMail).Assembly, "Isberg.Channels.Chat.Texts");

    public async Task<Refusal?> Run(Citizen citizen, string email, CancellationToken stop)
    {
        if (Address.Email(email) is not { } address) return ReceiveContact.WrongEmail;

        await using var db = databases.CreateDbContext();
        var service = await db.Contacts.AsNoTracking().Where(it => it.Id == citizen.Contact).Select(it => it.Service).SingleAsync(stop);
        if (!await TakesMail(db, citizen.Centre, service, stop)) return NoMail;

        return await centres.Of(citizen.Centre).Inbox.Send(state => Decide(state, citizen, address), stop, isAlone: true);
    }

    /// <summary>A mailbox leads to the service.</summary>
    internal static async Task<bool> TakesMail(Database db, CentreId centre, ServiceId service, CancellationToken stop)
    {
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).ToListAsync(stop);
        return mailboxes.Exists(it => it.Service == service || it.Rules.Any(rule => rule.Service == service));
    }

    private static Outcome<Act> Decide(LiveState state, Citizen citizen, string address)
    {
        if (state.Contacts.Find(citizen.Contact) is not { Channel: Channel.Chat, Stage: Stage.Handled or Stage.Held } contact) return NotRunning;
        if (contact.LastMessage >= WriteMessage.Most) return WriteMessage.Full;

        var message = new MessageRow
        {
            Id = new MessageId(Guid.CreateVersion7()), Contact = contact.Id, Number = contact.LastMessage + 1, Centre = contact.Centre, Commissioner = contact.Commissioner,
            At = state.Now, Author = Author.Automatic, Text = Texts.Say(contact.Language?.Code, "goesOnByMail", address),
        };
        return new Act(
            new ChannelChanged(contact.Id, Channel.Email, By: null),
            [new MessageWritten(contact.Id, message.Id, message.Number, message.Author, null, message.Text.Length)], [message],
            Save: async (db, stop) =>
            {
                var conversation = await db.Conversations.SingleAsync(it => it.Centre == citizen.Centre && it.Contact == citizen.Contact, stop);
                conversation.GivenEmail = address;
                return null;
            });
    }
}
