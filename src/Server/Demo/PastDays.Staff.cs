using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Demo;

/// <summary>What the staff do with their day: come, take breaks, accept what is offered, go home.</summary>
internal sealed partial class PastDays
{
    private void PlanStaff(DateOnly day)
    {
        foreach (var person in DemoPeople.All.Where(it => chance.Happens(it.Share)))
        {
            var isEarly = chance.Happens(0.5);
            var comes = Local(day, new(7, isEarly ? 50 : 58)) + chance.Between(-300, 420);
            Plan(comes, () => Come(person));
            PlanAway(Local(day, new(9, 20)) + chance.Between(0, 2700), chance.Between(780, 1080), person, DemoReasons.Break);
            PlanAway(Local(day, new(11, 10)) + chance.Between(0, 5400), chance.Between(2400, 3000), person, DemoReasons.Lunch);
            PlanAway(Local(day, new(14, 10)) + chance.Between(0, 2700), chance.Between(780, 1080), person, DemoReasons.Break);
            if (day.DayOfWeek == DayOfWeek.Wednesday && isEarly) PlanAway(Local(day, new(13, 0)), chance.Between(1700, 2100), person, DemoReasons.Meeting);
            if (chance.Happens(0.06)) PlanAway(Local(day, new(13, 30)), chance.Between(3000, 5400), person, DemoReasons.Training);
            if (chance.Happens(0.1)) PlanAway(Local(day, new(10, 30)), chance.Between(900, 2400), person, DemoReasons.Task);
            Plan(Local(day, new(16, isEarly ? 32 : 38)) + chance.Between(0, 600), () => GoHome(person));
        }
    }

    private void PlanAway(DateTimeOffset at, TimeSpan time, DemoPerson person, PresenceReasonId reason)
    {
        Plan(at, () => Tell(new PresenceChosen(person.Id, Presence.NotReady, reason)));
        Plan(at + time, () => BeReady(person.Id));
    }

    private async Task Come(DemoPerson person)
    {
        if (await Tell(new PersonSignedIn(person.Id))) PlanIn(chance.Between(20, 90), () => BeReady(person.Id));
    }

    /// <summary>A break that another one overlaps ends with the later of them.</summary>
    private async Task BeReady(PersonId person)
    {
        if (ledger.Floor.Person(person)?.Presence is Presence.NotReady or Presence.NotAnswering) await Tell(new PresenceChosen(person, Presence.Ready));
    }

    private void ComeBack(PersonId person) => PlanIn(chance.Between(25, 160), () => BeReady(person));

    /// <summary>Nobody goes in the middle of a conversation; what is written waits for tomorrow's first hour and is ended as it stands.</summary>
    private async Task GoHome(DemoPerson person)
    {
        if (ledger.Floor.Person(person.Id) is not { Presence: not Presence.SignedOut } now) return;

        if (now.Presence == Presence.Ready) await Tell(new PresenceChosen(person.Id, Presence.NotReady));
        if (now.Handling.Count > 0 || now.WrappingUp.Count > 0) PlanIn(TimeSpan.FromSeconds(45), () => GoHome(person));
        else await Tell(new PersonSignedOut(person.Id));
    }

    private void Consider(ContactOffered offered)
    {
        if (!contacts.TryGetValue(offered.Contact.Value, out var contact)) return;

        var looks = contact.Channel switch
        {
            Services.Channel.Voice => chance.Between(1.5, 6),
            Services.Channel.Chat => chance.Between(2, 11),
            _ => chance.Between(4, 40),
        };
        var mood = chance.NextDouble();
        if (mood < 0.011) return; // away from the desk: the offer goes unanswered
        if (mood < 0.016) PlanIn(looks, () => Tell(new OfferDeclined(contact.Id, offered.Person, offered.Offer)));
        else PlanIn(looks, () => Accept(contact, offered));
    }

    private async Task Accept(PastContact contact, ContactOffered offered)
    {
        if (!await Tell(new OfferAccepted(contact.Id, offered.Person, offered.Offer))) return;

        var speed = DemoPeople.All.First(it => it.Id == offered.Person).Speed;
        if (contact.Channel == Services.Channel.Voice) Talk(contact, offered.Person, speed);
        else if (contact.Channel == Services.Channel.Chat) PlanIn(chance.Between(6, 20) * speed, () => Chat(contact, offered.Person, speed));
        else PlanIn(chance.Work(210 * speed), () => Answer(contact, offered.Person));
    }

    private void WrapUp(WrapUpBegan began)
    {
        if (!contacts.TryGetValue(began.Contact.Value, out var contact)) return;

        var reasons = new List<ReasonId> { DemoReasons.Of(contact.Service.Key, contact.Reason) };
        if (chance.Happens(0.09)) reasons.Add(DemoReasons.OfAnyService(chance.One(DemoReasons.General)));
        PlanIn(chance.Work(contact.Channel is Services.Channel.Voice ? 34 : 22), () => FinishWrapUp(contact, began.Person, reasons));
    }

    private async Task FinishWrapUp(PastContact contact, PersonId person, List<ReasonId> reasons)
    {
        if (ledger.Floor.Person(person)?.WrappingUp.Contains(contact.Id) != true) return;

        if (contact.Channel == Services.Channel.Voice && chance.Happens(0.13))
        {
            var (note, row) = Line(contact, Author.Internal, person, chance.One(CallNotes));
            await ledger.Tell(note, row, stop);
        }
        await Tell(new WrapUpFinished(contact.Id, person, reasons));
    }

    private static readonly string[] CallNotes =
    [
        "Lovade att handläggaren ringer upp i dag före 15.", "Uppringd tre gånger om samma sak, vill ha skriftligt besked.", "Skickade länk till e-tjänsten med sms.",
        "Vill inte använda e-tjänst, fick blankett på posten.", "Språkstöd behövs nästa gång (arabiska).", "Klagar på väntetiden men nöjd med svaret.",
        "Återkommer med ärendenumret.", "Tolk bokad till nästa samtal.", "Gav numret till socialjouren.", "Hänvisad till regionen, inte kommunens fråga.",
    ];
}
