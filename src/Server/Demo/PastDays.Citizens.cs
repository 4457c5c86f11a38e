using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>What citizens do: come, wait, give up, write.</summary>
internal sealed partial class PastDays
{
    private async Task Arrive(DemoService service, Channel channel, bool isStorm, ContactId? earlier = null)
    {
        var citizen = citizens.Somebody();
        var language = citizen.Language!.Value;
        var conversation = channel == Channel.Voice ? null : DemoConversation.For(service.Key, channel, language.Code, ledger.Now, chance);
        var contact = new PastContact(new(DemoId.At(ledger.Now, chance)), service, channel, citizen, chance.Next(10_000))
        {
            Conversation = conversation,
            Reason = conversation?.Reason ?? (isStorm && service.Key == "streets" ? "snow" : chance.One(DemoReasons.KeysOf(service.Key))),
        };
        contacts[contact.Id.Value] = contact;
        arrived++;

        var isKnown = channel == Channel.Voice ? citizen.Phone is not null || chance.Happens(0.5) : chance.Happens(0.85);
        var need = new Need(service.Id, channel, channel == Channel.Voice && language.Code != "fi" ? null : language);
        var input = new ContactArrived(contact.Id, need, isKnown ? citizen.Id : null, Earlier: earlier);
        var (note, message) = conversation is null ? (null, null) : Line(contact, Author.Citizen, person: null);
        if (!await Tell(input, note, message, conversation is null ? null : Given(contact))) return;

        if (channel.IsLive()) PlanIn(Patience(channel), () => GiveUp(contact));
    }

    private TimeSpan Patience(Channel channel) =>
        chance.Happens(0.018) ? chance.Between(0.8, 5)
        : channel == Channel.Voice ? chance.Patience(420) : chance.Patience(380);

    private async Task GiveUp(PastContact contact)
    {
        if (ledger.Floor.Contact(contact.Id) is not { Stage: Stage.Queued or Stage.Offered } waiting) return;

        var waited = ledger.Now - waiting.ArrivedAt;
        var leavesMessage = contact.Channel == Channel.Chat && waited > TimeSpan.FromSeconds(60) && chance.Happens(0.4);
        var wantsCall = contact.Channel == Channel.Voice && waited > TimeSpan.FromSeconds(120) && chance.Happens(0.25);
        var way = leavesMessage ? LeaveWay.LeftMessage : wantsCall ? LeaveWay.Callback : contact.Channel == Channel.Chat ? LeaveWay.Lost : LeaveWay.HungUp;
        if (!await Tell(new ContactLeft(contact.Id, way))) return;

        if (leavesMessage && ledger.Now < until - Ending) PlanIn(chance.Between(2, 20), () => Arrive(contact.Service, Channel.Form, isStorm: false, contact.Id));
    }

    /// <summary>Hangs up, on hold too.</summary>
    private async Task LeaveConversation(PastContact contact)
    {
        if (ledger.Floor.Contact(contact.Id) is { Stage: Stage.Handled or Stage.Held }) await Tell(new ContactLeft(contact.Id, LeaveWay.HungUp));
    }

    /// <summary>What the citizen says of himself when he writes.</summary>
    private Conversation Given(PastContact contact)
    {
        var secret = new byte[32];
        chance.NextBytes(secret); // a hash that no token has: nobody can open a conversation of the past
        return new()
        {
            Contact = contact.Id, Centre = DemoServices.Centre, Commissioner = contact.Service.Commissioner, SecretHash = secret,
            Matter = contact.Conversation!.Matter, GivenName = contact.Citizen.Name, GivenEmail = contact.Citizen.Email, GivenPhone = contact.Citizen.Phone,
        };
    }

    /// <summary>The next line of a contact's conversation, or a note of the staff's.</summary>
    private (MessageWritten Note, MessageRow Row) Line(PastContact contact, Author author, PersonId? person, string? text = null)
    {
        text ??= contact.NextLine();
        var id = new MessageId(DemoId.At(ledger.Now, chance));
        var number = (ledger.Row(contact.Id)?.LastMessage ?? 0) + 1;
        var row = new MessageRow
        {
            Id = id, Contact = contact.Id, Number = number, Centre = DemoServices.Centre,
            Commissioner = ledger.Row(contact.Id)?.Commissioner ?? contact.Service.Commissioner,
            At = ledger.Now, Author = author, Person = person, Text = text,
        };
        return (new MessageWritten(contact.Id, id, number, author, person, text.Length), row);
    }
}
