using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>Watches events and says which promise is broken. It knows the promises and nothing of how the floor keeps them.</summary>
internal sealed class Watch(Belief belief, int mostTold)
{
    private readonly Oracle oracle = new(belief);

    /// <summary>When contacts were told last that nobody, or somebody again, can take them, or eased their need.</summary>
    private readonly Queue<DateTimeOffset> tellings = [];

    /// <summary>The last who went on in another channel.</summary>
    private ChannelChanged? came;

    /// <summary>Who has begun a contact since nothing followed any more.</summary>
    private PersonId? beginner;

    /// <summary>Before an event is believed.</summary>
    public void Foresee(Event happened, DateTimeOffset at)
    {
        if (happened is ContactOffered offered) Foresee(offered, at);
        if (happened is NeedRelaxed relaxed) Foresee(relaxed, at);
        if (happened is ContactTurnedAway turnedAway) Foresee(turnedAway, at);
        if (happened is ContactQueued queued) Foresee(queued);
        if (happened is ChannelChanged changed) came = changed;
        if (happened is SegmentBegan began) Foresee(began);
        if (happened is ContactReturned { To: { } to } returned) Foresee(returned, to);
        if (happened is ContactBegun begun) Foresee(begun);
        if (happened is ContactStranded or NeedRelaxed) tellings.Enqueue(at);
        if (tellings.Count > mostTold) tellings.Dequeue();
    }

    private void Foresee(ContactOffered it, DateTimeOffset at)
    {
        var (contact, person) = (belief.Contacts[it.Contact], belief.People[it.Person]);
        Promise.Holds(contact.Stage == Stage.Queued, "Only who waits is offered.");
        Promise.Holds(oracle.IsFree(person, contact.Need.Channel.Class()), "Nobody is offered more than he can take.");
        Promise.Holds(oracle.Fits(person, contact, contact.Step), "A contact is offered to those who fit.");
        if (IsPauseJustOver(contact, at)) return;

        Promise.Holds(!oracle.IsLeftInPeace(person, contact, at), "Who declined is left in peace.");
        Promise.Holds(oracle.Best(person, at) == contact || belief.Contacts.Values.Any(other => IsPauseJustOver(other, at)), "Nobody is overtaken against the rule.");
        var rivals = belief.People.Values.Where(other => other != person && oracle.MayTake(other, contact, at) && oracle.IsPreferred(other, person, contact) && contact.AskedFirst != it.Person);
        Promise.Holds(rivals.All(rival => oracle.Best(rival, at) != contact), "The service chooses whom it wants.");
    }

    private void Foresee(ContactBegun it)
    {
        beginner = it.Person;
        var person = belief.People[it.Person];
        Promise.Holds(person.Presence != Presence.SignedOut, "Only who is there begins a contact.");
        Promise.Holds(oracle.IsAssigned(person, it.Need.Service, it.Need.Channel), "Contacts are begun in a service by those who answer it.");
        Promise.Holds(oracle.GoTogether(person, it.Need.Channel.Class()), "Nobody begins what does not go together with what he has.");
    }

    /// <summary>A pause that ends within the same step of time may be seen to a moment later.</summary>
    private static bool IsPauseJustOver(BelievedContact contact, DateTimeOffset at) => contact.Declines.Any(it => it.Until <= at);

    private void Foresee(NeedRelaxed it, DateTimeOffset at)
    {
        var contact = belief.Contacts[it.Contact];
        var step = oracle.RuleOf(contact)!.Steps[it.Step - 1];
        var isSkipped = step.SkipTo == SkipWhen.NobodyFree || (step.SkipTo == SkipWhen.NobodySignedIn && !oracle.IsAble(contact, contact.Step));
        Promise.Holds(isSkipped || contact.Clock + step.After <= at, "A need is eased in time, not before.");
    }

    private void Foresee(ContactTurnedAway it, DateTimeOffset at)
    {
        var contact = belief.Contacts[it.Contact];
        var rule = oracle.RuleOf(contact);
        var isRight = it.Cause switch
        {
            TurnAwayCause.NoSuchService => rule is null,
            TurnAwayCause.Full => oracle.Waiting.Count(other => other.Need.Service == contact.Need.Service && other.Need.Channel == contact.Need.Channel) >= rule!.MostWaiting,
            TurnAwayCause.WaitedTooLong => contact.Clock + rule!.GiveUpAfter <= at,
            _ => rule is { AtClosing: AtClosing.Empty } || !oracle.IsOpen(rule!, at),
        };
        Promise.Holds(isRight, $"A contact is turned away for a reason: {it.Cause}.");
    }

    private void Foresee(ContactQueued it)
    {
        var contact = belief.Contacts[it.Contact];
        var rule = belief.Rule(it.Service, contact.Need.Channel)!;
        Promise.Holds(!contact.HasDue || contact.Due == it.Due, "A contact keeps its due time.");
        if (contact.HasDue || rule.TargetRunsWhenOpenOnly) return;
        Promise.Holds(it.Due == contact.Clock + rule.Target - contact.HeadStart, "A contact is due when its service promises.");
    }

    private void Foresee(SegmentBegan it)
    {
        var isHisOwnAct = came is { By: { } by } && by == it.Person;
        Promise.Holds(isHisOwnAct || !it.Channel.IsLive() || HasRoom(it.Contact, it.Person, it.Channel), "A citizen who comes overruns nobody.");
    }

    private void Foresee(ContactReturned it, Channel to)
    {
        Promise.Holds(came is { By: null } && to.IsLive() && !HasRoom(it.Contact, it.Person, to), "Nobody waits for whom he could have at once.");
        Promise.Holds(it.For is not { } awaited || (awaited == it.Person && belief.People[awaited].Presence == Presence.Ready), "Only somebody who is there is waited for.");
    }

    private bool HasRoom(ContactId contact, PersonId person, Channel channel) => oracle.HasRoomInstead(belief.People[person], belief.Contacts[contact], channel.Class());

    /// <summary>When nothing follows any more.</summary>
    public void Settled(Floor floor, DateTimeOffset now)
    {
        var free = Enum.GetValues<ChannelClass>().ToDictionary(it => it, it => belief.People.Values.Where(person => oracle.IsFree(person, it)).ToArray());
        foreach (var contact in oracle.Waiting) Settled(contact, free[contact.Need.Channel.Class()], now);
        foreach (var contact in belief.Contacts.Values)
        {
            Promise.Holds(contact.Stage != Stage.Offered || contact.Until > now, "An offer ends in time.");
            Promise.Holds(contact.HasEnded ? contact.WrapUps.Count > 0 : contact.Parked is not null || contact.Stage is not (Stage.Arrived or Stage.Closed), "A contact is somewhere.");
            Promise.Holds(contact.Parked is not { } parked || (parked.Until > now && contact is { Stage: Stage.Arrived, Person: null }), "Who is parked is nobody's, and not for long.");
            Promise.Holds(contact.WrapUps.All(it => it.Until > now), "Wrap-up ends in time.");
            Promise.Holds(!contact.Seconds.Any() || contact.Stage is Stage.Handled or Stage.Held, "Nobody stays at a call that is over.");
        }

        if (beginner is { } person) HasKeptRoom(person);
        beginner = null;
        Attended(now);
        Agree(floor);
    }

    /// <summary>Rules that change may part what goes together; what a person begins may not.</summary>
    private void HasKeptRoom(PersonId person)
    {
        var rings = belief.Contacts.Values.FirstOrDefault(it => it.Stage == Stage.Offered && it.Person == person);
        Promise.Holds(rings is null || oracle.HasRoom(belief.People[person], rings.Need.Channel.Class()), "What rings goes together with what its person has begun.");
    }

    private void Settled(BelievedContact contact, BelievedPerson[] free, DateTimeOffset now)
    {
        Promise.Holds(!free.Any(it => oracle.MayTake(it, contact, now)), "Nobody waits while somebody free fits.");
        var rule = oracle.RuleOf(contact);
        Promise.Holds(rule is not null, "Nobody waits for what is gone.");
        Promise.Holds(contact.Step >= rule!.Steps.Count || contact.Clock + rule.Steps[contact.Step].After > now, "A need is eased in time.");
        Promise.Holds(rule.GiveUpAfter is null || contact.Clock + rule.GiveUpAfter > now, "Who has waited too long is told so.");
        if (IsToldAsFastAsMayBe(now)) return;

        var hasHope = oracle.HasHope(contact);
        Promise.Holds(!(contact.IsStranded && hasHope), "Who can be helped is not called stranded.");
        Promise.Holds(contact.IsStranded || hasHope || oracle.IsQuiet(contact, now), "Nobody is stranded in silence.");
    }

    /// <summary>Whoever is not told yet may have to wait: as many have been told within the last span as may be.</summary>
    private bool IsToldAsFastAsMayBe(DateTimeOffset now) => tellings.Count == mostTold && tellings.Peek() > now - Floor.TellingSpan;

    private void Attended(DateTimeOffset now)
    {
        foreach (var service in belief.Services.Values)
        {
            foreach (var rule in service.Channels.Where(it => it.Channel.IsLive()))
            {
                var isUnattended = oracle.IsOpen(rule, now) && !oracle.IsAttended(service.Id, rule);
                Promise.Holds(belief.Unattended.GetValueOrDefault((service.Id, rule.Channel)) == isUnattended, "A dead channel is told.");
            }
        }
    }

    private void Agree(Floor floor)
    {
        var views = floor.Contacts();
        Promise.Holds(views.Count == belief.Contacts.Count, "Nobody is lost or doubled.");
        foreach (var view in views)
        {
            var contact = belief.Contacts[view.Contact];
            var isSame = view.Stage == contact.Stage && view.Person == contact.Person && view.Segment == contact.Segment && view.Step == contact.Step
                && view.Due == contact.Due && view.IsStranded == (contact.IsStranded && contact.Stage == Stage.Queued) && view.WrappingUp.Count == contact.WrapUps.Count
                && view.Consult?.Person == contact.Consult?.Person && view.Consult?.Way == contact.Consult?.Way && view.Supervision?.Person == contact.Supervision?.Person
                && view.Parked?.By == contact.Parked?.By && view.Parked?.Until == contact.Parked?.Until;
            Promise.Holds(isSame || contact.HasEnded, "The floor stands as its events say.");
        }

        var places = floor.Parked().Select(it => it.Parked!.Place).ToArray();
        Promise.Holds(places.Distinct().Count() == belief.Contacts.Values.Count(it => it.Parked is not null), "Each parked call has a place of its own.");

        foreach (var person in floor.People())
        {
            Promise.Holds(person.Handling.Count + person.WrappingUp.Count + (person.Beside is null ? 0 : 1) == oracle.WorkOf(person.Person).Count(), "Everybody has in hand what he took.");
        }
    }
}
