using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>What may come in next: mostly what makes sense, sometimes what does not.</summary>
internal sealed class Acts(Dice dice, Town town, Belief belief)
{
    private readonly List<Input> recent = [];

    public Input Next(DateTimeOffset now)
    {
        var input = dice.OneIn(25) && recent.Count > 0 ? dice.Of(recent) : Fresh(now);
        recent.Add(input);
        if (recent.Count > 40) recent.RemoveAt(0);
        return input;
    }

    private Input Fresh(DateTimeOffset now) => dice.Below(100) switch
    {
        < 30 => Arrival(now),
        < 58 => OfPerson(belief.People.Count == 0 ? new PersonId(dice.Id()) : dice.Of(belief.People.Values.ToArray()).Rule.Id),
        < 66 => Leaving(),
        < 72 => Steering(),
        < 75 => Change(),
        _ => OfOffer(),
    };

    private ContactArrived Arrival(DateTimeOffset now) => new(
        new ContactId(dice.Id()), AnyNeed(),
        PriorityClass: dice.OneIn(5) ? dice.Below(10) : 5,
        HeadStart: dice.OneIn(8) ? TimeSpan.FromSeconds(dice.Below(200)) : default,
        Since: dice.OneIn(12) ? now.AddSeconds(-dice.Below(400)) : null);

    private Need AnyNeed() => new(
        dice.OneIn(60) ? new ServiceId(dice.Id()) : dice.Of(town.ServiceIds), town.AnyChannel(), town.AnyLanguage(),
        dice.OneIn(2) ? null : town.AnySkills(oneIn: 3, mostLevel: 4),
        dice.OneIn(8) ? dice.Of(town.PersonIds) : null,
        dice.OneIn(3) ? [.. town.Skills.Where(_ => dice.OneIn(2)).Select(it => new Wish(it, dice.OneIn(2)))] : null);

    private Input OfPerson(PersonId person)
    {
        var presence = belief.People.GetValueOrDefault(person)?.Presence ?? Presence.SignedOut;
        return dice.Below(20) switch
        {
            0 => new ScreenLost(person),
            1 => new PersonSignedOut(person),
            2 => new PersonSignedOut(person, dice.Of(town.PersonIds)),
            3 => new PresenceChosen(person, Presence.NotReady),
            4 when dice.OneIn(2) => new ContactBegun(new ContactId(dice.Id()), AnyNeed() with { Person = null }, person),
            5 or 6 when belief.Contacts.Values.FirstOrDefault(it => it.Parked is not null) is { } parked => new ContactPickedUp(parked.Id, person),
            _ when presence == Presence.SignedOut => new PersonSignedIn(person),
            _ when presence != Presence.Ready => new PresenceChosen(person, Presence.Ready),
            _ => OfHandled(person),
        };
    }

    private Input OfHandled(PersonId person)
    {
        var mine = belief.Contacts.Values.Where(it => it.Person == person && it.Stage is Stage.Handled or Stage.Held).ToArray();
        if (mine.Length == 0) return OfWrapUp(person);

        var contact = dice.Of(mine);
        if (dice.OneIn(5)) return OfSeconds(contact, person);
        return dice.Below(17) switch
        {
            15 or 16 => new ContactParked(contact.Id, person),
            14 => new PhoneLost(contact.Id, person),
            0 => new ContactHeld(contact.Id, person),
            1 => new ContactResumed(contact.Id, person),
            2 => new ContactTransferred(contact.Id, person, AnyNeed() with { Channel = contact.Need.Channel }),
            3 => new ContactTransferred(contact.Id, person, contact.Need with { Person = dice.Of(town.PersonIds) }),
            4 => new ContactLeft(contact.Id, LeaveWay.HungUp),
            5 => new ChannelChanged(contact.Id, town.AnyChannel(), person),
            6 => new ChannelChanged(contact.Id, town.AnyChannel(), By: null),
            7 => new ContactMerged(AnyContact()!.Value, contact.Id, person),
            8 => new ContactMerged(contact.Id, AnyContact()!.Value, person),
            _ => new ConversationEnded(contact.Id, person),
        };
    }

    private Input OfSeconds(BelievedContact contact, PersonId person)
    {
        var colleague = contact.Consult?.Person ?? dice.Of(town.PersonIds);
        var supervisor = contact.Supervision?.Person ?? dice.Of(town.PersonIds);
        return dice.Below(9) switch
        {
            0 or 1 => new ConsultAsked(contact.Id, person, dice.Of(town.PersonIds)),
            2 or 3 => new ConsultAnswered(contact.Id, colleague, contact.Offers - (dice.OneIn(10) ? 1 : 0)),
            4 => new ConsultJoined(contact.Id, person),
            5 => new ConsultLeft(contact.Id, colleague, SecondEnd.Ended),
            6 => new ContactTransferred(contact.Id, person, contact.Need with { Person = colleague }, IsAttended: true),
            7 => dice.OneIn(2) ? new ContactTakenOver(contact.Id, supervisor, person) : new SupervisionEnded(contact.Id, supervisor, SecondEnd.Ended),
            _ => new SupervisionBegan(contact.Id, supervisor, dice.OneIn(2) ? SecondWay.Listens : dice.OneIn(2) ? SecondWay.Whispers : SecondWay.Joined),
        };
    }

    private Input OfWrapUp(PersonId person) =>
        belief.Contacts.Values.FirstOrDefault(it => it.WrapUps.Any(w => w.Person == person)) is { } contact
            ? new WrapUpFinished(contact.Id, person, [])
            : new TimePassed();

    private Input OfOffer()
    {
        var offered = belief.Contacts.Values.Where(it => it.Stage == Stage.Offered).ToArray();
        if (offered.Length == 0) return new TimePassed();

        var contact = dice.Of(offered);
        var number = contact.Offers - (dice.OneIn(15) ? 1 : 0);
        if (dice.OneIn(15)) return new PhoneLost(contact.Id, contact.Person!.Value);
        return dice.OneIn(5) ? new OfferDeclined(contact.Id, contact.Person!.Value, number) : new OfferAccepted(contact.Id, contact.Person!.Value, number);
    }

    private Input Leaving() => AnyContact() is { } contact ? new ContactLeft(contact, (LeaveWay)dice.Below(4)) : new TimePassed();

    private ContactId? AnyContact() => belief.Contacts.Count == 0 ? null : dice.Of(belief.Contacts.Keys.ToArray());

    private Input Steering()
    {
        if (AnyContact() is not { } contact) return new TimePassed();

        var by = dice.Of(town.PersonIds);
        return dice.Below(4) switch
        {
            0 => new ContactDiscarded(contact, by),
            1 => new ContactPrioritised(contact, dice.Between(0, 10), by),
            _ => new ContactMoved(contact, AnyNeed() with { Channel = belief.Contacts[contact].Need.Channel }, dice.OneIn(2) ? by : null),
        };
    }

    private Input Change() => dice.Below(8) switch
    {
        0 => new CentreChanged(town.Centre()),
        1 when dice.OneIn(3) => new ServiceRemoved(dice.Of(town.ServiceIds)),
        < 4 => new ServiceChanged(town.Service(dice.Of(town.ServiceIds))),
        _ => new PersonChanged(town.Person(dice.Of(town.PersonIds))),
    };
}
