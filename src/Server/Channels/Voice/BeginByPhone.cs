using System.Security.Cryptography;
using System.Text;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>A person calls somebody: a contact begins, and is his. His own phone is called first, then the citizen.</summary>
internal sealed class BeginByPhone(Databases databases, LiveCentres centres, RecogniseCustomer recognise, PhoneStates phones, Calls calls)
{
    public static readonly Refusal NoSuchCustomer = new("customer.unknown", "There is no such customer.");
    public static readonly Refusal NoShown = new("call.nothing_to_show", "This service has no telephone number that could be shown to whoever is called.");
    public static readonly Refusal NoPhone = new("call.no_phone", "Connect your phone first.");
    public static readonly Refusal InCall = new("call.in_call", "You have a call already. End it first.");

    /// <param name="Key">Chosen by the caller's screen: the same call asked for again is the same contact.</param>
    /// <param name="Number">As it was written.</param>
    /// <param name="Customer">Whose contact it is. Null: he is recognised by the number.</param>
    /// <param name="Earlier">The contact that this one goes on from.</param>
    public sealed record Command(Viewer Viewer, PersonId Person, string Key, ServiceId Service, string Number, CustomerId? Customer, ContactId? Earlier);

    public sealed record Begun(ContactId Contact, string Reference);

    public async Task<Outcome<Begun>> Run(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var viewer = command.Viewer;
        if (!await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == command.Service && !it.IsArchived, stop)) return TransferContact.NoSuchService;
        if (command.Customer is { } known && !await db.Customers.VisibleTo(viewer).AnyAsync(it => it.Id == known, stop)) return NoSuchCustomer;
        if (command.Earlier is { } earlier && !await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == earlier, stop)) return WriteMessage.NoSuchContact;

        var rule = (await db.Centres.AsNoTracking().SingleAsync(it => it.Id == viewer.Centre, stop)).Dialling;
        if (!MayDial.Check(rule, command.Number).Succeeded(out var phone, out var not)) return not;
        if (await OutgoingCalls.Shown(db, viewer.Centre, command.Service, stop) is not { } number) return NoShown;

        var contact = IdOf(command);
        using var recognised = command.Customer is { } given ? new Recognised(given)
            : await recognise.Run(db, viewer.Centre, new(null, Address.Phone(phone), null, number.Language), stop);
        if (await centres.Of(viewer.Centre).Inbox.Send(state => Begin(state, command, contact, phone, recognised), stop) is { } no) return no;

        calls.Begin(contact, phone, number);
        return new Begun(contact, ContactReference.Of(contact));
    }

    private Outcome<Act> Begin(LiveState state, Command command, ContactId contact, string phone, Recognised recognised)
    {
        if (state.Contacts.Find(contact) is not null) return new Act(); // the same request a moment ago
        if (IsInCall(state, command.Person)) return InCall;
        if (phones.Of(command.Person) != PhoneState.Ready) return NoPhone;

        var conversation = new Conversation
        {
            Contact = contact, Centre = command.Viewer.Centre, Commissioner = state.Contacts.CommissionerOf(command.Service) ?? default,
            SecretHash = ConversationSecret.Hash(ConversationSecret.NewKey()), GivenPhone = phone,
        };
        var begun = new ContactBegun(contact, new Need(command.Service, Channel.Voice), command.Person, recognised.Customer, command.Earlier);
        return new Act(begun, Conversation: conversation, Customer: recognised.New);
    }

    private static bool IsInCall(LiveState state, PersonId person) =>
        state.Floor.Person(person) is { } found
        && found.Handling.Any(it => state.Floor.Contact(it) is { Need.Channel: Channel.Voice, Stage: Stage.Handled or Stage.Held, Person: var handler } && handler == person);

    private static ContactId IdOf(Command command) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"call out {command.Viewer.Centre.Value} {command.Person.Value} {command.Key}")).AsSpan(0, 16)));
}
