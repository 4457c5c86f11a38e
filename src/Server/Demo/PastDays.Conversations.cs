using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>How conversations go: on the phone, in the chat, in writing.</summary>
internal sealed partial class PastDays
{
    private void Talk(PastContact contact, PersonId person, double speed)
    {
        var talk = chance.Work(contact.Service.TalkSeconds * speed);
        var isSwitchboard = contact.Service.Key == "switchboard";
        if (!contact.WasTransferred && chance.Happens(isSwitchboard ? 0.24 : 0.045))
        {
            PlanIn(chance.Between(18, isSwitchboard ? 75 : 90), () => SendOn(contact, person, wrongPlace: !isSwitchboard || chance.Happens(0.12), speed));
            return;
        }

        if (talk > TimeSpan.FromSeconds(60) && chance.Happens(0.15)) PlanIn(talk / 3, () => Hold(contact, person));
        PlanIn(talk, () => chance.Happens(0.6) ? LeaveConversation(contact) : End(contact, person));
    }

    private async Task Hold(PastContact contact, PersonId person)
    {
        if (await Tell(new ContactHeld(contact.Id, person))) PlanIn(chance.Between(10, 55), () => Tell(new ContactResumed(contact.Id, person)));
    }

    private async Task SendOn(PastContact contact, PersonId person, bool wrongPlace, double speed)
    {
        var other = chance.One([.. DemoServices.All.Where(it => it.Key != contact.Service.Key && it.Key != "switchboard")]);
        contact.WasTransferred = true;
        if (!await Tell(new ContactTransferred(contact.Id, person, new Need(other.Id, contact.Channel), wrongPlace)))
        {
            Talk(contact, person, speed);
            return;
        }

        (contact.Service, contact.Reason) = (other, chance.One(DemoReasons.KeysOf(other.Key)));
        PlanIn(chance.Patience(500), () => GiveUp(contact));
    }

    /// <summary>Writes what is next, by whoever's turn it is, until nothing is left to say.</summary>
    private async Task Chat(PastContact contact, PersonId person, double speed)
    {
        if (ledger.Floor.Contact(contact.Id) is not { Stage: Stage.Handled or Stage.Held } now || now.Person != person) return;

        if (contact.Lines >= contact.Conversation!.Lines.Count)
        {
            PlanIn(chance.Between(8, 50), () => chance.Happens(0.45) ? LeaveConversation(contact) : End(contact, person));
            return;
        }

        var isCitizens = DemoConversation.IsCitizens(contact.Conversation.Lines[contact.Lines]);
        var (note, row) = Line(contact, isCitizens ? Author.Citizen : Author.Staff, isCitizens ? null : person);
        await ledger.Tell(note, row, stop);
        PlanIn(TimeSpan.FromSeconds(6 + row.Text!.Length * 0.22) * speed + chance.Between(4, 34), () => Chat(contact, person, speed));
    }

    /// <summary>A form or a letter is answered in writing.</summary>
    private async Task Answer(PastContact contact, PersonId person)
    {
        if (ledger.Floor.Contact(contact.Id) is not { Stage: Stage.Handled } now || now.Person != person) return;

        while (contact.Lines < contact.Conversation!.Lines.Count)
        {
            var (note, row) = Line(contact, Author.Staff, person);
            await ledger.Tell(note, row, stop);
        }
        await End(contact, person);
    }

    private async Task End(PastContact contact, PersonId person)
    {
        if (ledger.Floor.Contact(contact.Id) is { Stage: Stage.Handled or Stage.Held } now && now.Person == person)
            await Tell(new ConversationEnded(contact.Id, person));
    }
}
