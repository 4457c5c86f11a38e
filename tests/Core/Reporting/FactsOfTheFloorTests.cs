using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>Random days on the real floor: whatever it decides, the facts add up.</summary>
public sealed class FactsOfTheFloorTests
{
    private static readonly DateTimeOffset Eight = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CommissionerId Commissioner = new(Id(3));
    private static readonly PersonId[] Staff = [new(Id(11)), new(Id(12)), new(Id(13))];
    private static readonly Channel[] Channels = [Channel.Voice, Channel.Chat, Channel.Email];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_persons_shares_of_work_add_up_to_the_time_that_he_was_busy(int seed)
    {
        var (stays, time, _) = Count(RunDay(seed), restarts: null);

        foreach (var person in Staff)
        {
            var busy = time.Where(it => it.Key.Person == person && it.Key.Doing is Doing.Handling or Doing.WrappingUp && it.Key.Person == person);
            Assert.Equal(
                busy.Aggregate(TimeSpan.Zero, (sum, it) => sum + it.Value),
                stays.Where(it => it.Person == person).Aggregate(TimeSpan.Zero, (sum, it) => sum + it.Work));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_contact_that_closed_has_ended_every_stay_and_ended_as_the_floor_says(int seed)
    {
        var events = RunDay(seed);
        var (stays, _, _) = Count(events, restarts: null);

        foreach (var closed in events.Select(it => it.Event).OfType<ContactClosed>())
        {
            var own = stays.Where(it => it.Contact == closed.Contact).ToList();
            Assert.All(own, it => Assert.False(it.IsOpen));
            if (closed.Outcome is not (ContactOutcome.Discarded or ContactOutcome.Merged)) Assert.Equal(closed.Outcome == ContactOutcome.Handled, own.Exists(it => it.Ending is Ending.Answered or Ending.NobodyWaited));
            if (closed.Outcome == ContactOutcome.Abandoned) Assert.Equal(Ending.Abandoned, own[^1].Ending);
            if (closed.Outcome == ContactOutcome.LeftByChoice) Assert.Equal(Ending.LeftByChoice, own[^1].Ending);
            if (closed.Outcome == ContactOutcome.Discarded) Assert.Equal(Ending.Discarded, own[^1].Ending);
            if (closed.Outcome == ContactOutcome.Merged) Assert.True(own[^1] is { Ending: Ending.Merged } or { Result: Result.Merged, Handling: Handling.Finished });
        }
        Assert.Equal(
            events.Select(it => it.Event).OfType<OfferAccepted>().Count(),
            stays.Count(it => it.Ending == Ending.Answered));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_restart_anywhere_in_the_day_changes_no_fact(int seed)
    {
        var events = RunDay(seed);

        var (stays, time, _) = Count(events, restarts: null);
        var (again, timeAgain, _) = Count(events, restarts: new Random(seed));

        Assert.Equal(stays.Select(Text), again.Select(Text));
        Assert.Equal(time.OrderBy(it => it.ToString()), timeAgain.OrderBy(it => it.ToString()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_time_of_a_person_is_the_time_that_he_was_signed_in(int seed)
    {
        var events = RunDay(seed);
        var (_, time, people) = Count(events, restarts: null);

        foreach (var person in Staff)
        {
            var counted = time.Where(it => it.Key.Person == person).Aggregate(TimeSpan.Zero, (sum, it) => sum + it.Value);
            Assert.Equal(SignedIn(events, person, people[person].Since), counted);
        }
    }

    [Fact]
    public void The_days_are_full_of_everything_that_is_counted()
    {
        var stays = Enumerable.Range(1, 40).SelectMany(seed => Count(RunDay(seed), restarts: null).Stays).ToList();

        foreach (var ending in Enum.GetValues<Ending>()) Assert.InRange(stays.Count(it => it.Ending == ending), 10, 40_000);
        foreach (var origin in Enum.GetValues<Origin>()) Assert.InRange(stays.Count(it => it.Origin == origin), 10, 40_000);
        foreach (var result in Enum.GetValues<Result>()) Assert.InRange(stays.Count(it => it.Result == result), 10, 40_000);
    }

    private static TimeSpan SignedIn(List<(DateTimeOffset At, Event Event)> events, PersonId person, DateTimeOffset until)
    {
        var (sum, since) = (TimeSpan.Zero, (DateTimeOffset?)null);
        foreach (var (at, it) in events)
        {
            if (it is PersonSignedIn signedIn && signedIn.Person == person) since = at;
            if (it is PersonSignedOut signedOut && signedOut.Person == person) (sum, since) = (sum + (at - since!.Value), null);
        }
        return since is { } from ? sum + (until - from) : sum;
    }

    private static (List<Stay> Stays, Dictionary<TimeKey, TimeSpan> Time, Dictionary<PersonId, PersonNow> People) Count(
        List<(DateTimeOffset At, Event Event)> events, Random? restarts)
    {
        var stays = new SortedDictionary<(string, int), Stay>();
        var time = new Dictionary<TimeKey, TimeSpan>();
        var people = new Dictionary<PersonId, PersonNow>();
        var book = new FactBook();
        foreach (var (at, it) in events)
        {
            book.Apply(it, at);
            if (restarts is not null && restarts.Next(10) > 0) continue;

            Keep();
            if (restarts is null) continue;
            var open = stays.Values.Where(stay => stay.IsOpen).Select(stay => stay.Contact).ToHashSet();
            book = FactBook.From(stays.Values.Where(stay => open.Contains(stay.Contact)), people.Values);
        }
        Keep();
        return ([.. stays.Values], time, people);

        void Keep()
        {
            var changes = book.TakeChanges();
            foreach (var stay in changes.Stays) stays[(stay.Contact.ToString(), stay.Number)] = stay;
            foreach (var (key, span) in changes.Time) time[key] = time.GetValueOrDefault(key) + span;
            foreach (var person in changes.People) people[person.Person] = person;
        }
    }

    /// <summary>1,000 moments at which somebody does something that may or may not be allowed.</summary>
    private static List<(DateTimeOffset At, Event Event)> RunDay(int seed)
    {
        var (chance, floor, events) = (new Random(seed), new Floor(), new List<(DateTimeOffset, Event)>());
        var at = Eight;
        Handle(new CentreChanged(new CentreRule()));
        Handle(new ServiceChanged(Service(Day.Sales, overflowTo: Day.Support)));
        Handle(new ServiceChanged(Service(Day.Support, overflowTo: null)));
        foreach (var person in Staff)
            Handle(new PersonChanged(new PersonRule { Id = person, Services = [new(Day.Sales), new(Day.Support)], Capacity = new(1, 3, 2, 1) }));

        var contacts = 0;
        for (var moment = 0; moment < 1_000; moment++)
        {
            at += TimeSpan.FromMilliseconds(chance.Next(1, 12_000));
            Handle(Next());
        }
        return events;

        Input Next()
        {
            var person = Staff[chance.Next(Staff.Length)];
            var contact = new ContactId(Id(1000 + Math.Max(0, contacts - 1 - chance.Next(12))));
            var need = new Need(chance.Next(2) == 0 ? Day.Sales : Day.Support, Channels[chance.Next(3)]);
            var mine = floor.Person(person) is { } known && known.Handling.Count > 0 ? known.Handling[chance.Next(known.Handling.Count)] : contact;
            return chance.Next(53) switch
            {
                52 => new ContactParked(mine, person),
                50 or 51 => new ContactPickedUp(floor.Parked() is [var parked, ..] ? parked.Contact : contact, person),
                49 => new SupervisionBegan(mine, Staff[chance.Next(Staff.Length)], SecondWay.Listens),
                48 => new ContactTakenOver(mine, floor.Contact(mine)?.Supervision?.Person ?? person, person),
                47 => new ContactTransferred(mine, person, need with { Channel = Channel.Voice, Person = floor.Contact(mine)?.Consult?.Person }, IsAttended: true),
                46 => new ConsultJoined(mine, person),
                45 => new ConsultAnswered(mine, floor.Contact(mine)?.Consult?.Person ?? person, floor.Contact(mine)?.Consult?.Number ?? 1),
                44 => new ConsultAsked(mine, person, Staff[chance.Next(Staff.Length)]),
                43 => new PhoneLost(mine, person),
                42 => new ContactMerged(mine, contact, person),
                41 => new ContactMerged(contact, mine, person),
                40 => new ContactBegun(new(Id(1000 + contacts++)), need, person),
                < 9 => new ContactArrived(new(Id(1000 + contacts++)), need, Since: chance.Next(5) == 0 ? at - TimeSpan.FromMinutes(5) : null),
                < 13 when floor.Person(person)!.Presence == Presence.SignedOut => new PersonSignedIn(person),
                < 13 => new PresenceChosen(person, chance.Next(5) == 0 ? Presence.NotReady : Presence.Ready, chance.Next(2) == 0 ? Day.Lunch : null),
                13 => new PersonSignedOut(person, chance.Next(3) == 0 ? Staff[0] : null),
                14 => chance.Next(4) == 0 ? new ScreenLost(person) : new TimePassed(),
                15 or 16 => new ContactLeft(contact, (LeaveWay)chance.Next(4)),
                17 => new ContactTransferred(mine, person, need, chance.Next(2) == 0),
                18 => new ContactHeld(mine, person),
                19 when chance.Next(3) == 0 => new ChannelChanged(mine, Channels[chance.Next(3)], chance.Next(2) == 0 ? person : null),
                19 => new ContactResumed(mine, person),
                20 => new ContactMoved(contact, need, chance.Next(2) == 0 ? Staff[0] : null),
                21 => chance.Next(4) == 0 ? new ContactDiscarded(contact, Staff[0]) : new ContactPrioritised(contact, chance.Next(10), Staff[0]),
                < 27 => new ConversationEnded(mine, person),
                < 30 => floor.Person(person)?.WrappingUp is [var wrapUp, ..] ? new WrapUpFinished(wrapUp, person, []) : new TimePassed(),
                _ => floor.Person(person)?.Offered is { } offered && floor.Contact(offered) is { } view
                    ? chance.Next(8) == 0 ? new OfferDeclined(offered, person, view.Offer) : new OfferAccepted(offered, person, view.Offer)
                    : new TimePassed(),
            };
        }

        void Handle(Input input)
        {
            var happened = new List<Event>();
            floor.Handle(input, at, happened);
            events.AddRange(happened.Select(it => (at, it)));
        }
    }

    private static ServiceRule Service(ServiceId id, ServiceId? overflowTo) => new(id, Commissioner, [.. Channels.Select(it => new ChannelRule
    {
        Channel = it,
        Target = TimeSpan.FromSeconds(30),
        Open = [new OpenInterval(Eight, Eight.AddMinutes(85))],
        OverflowTo = overflowTo,
        OverflowAfter = overflowTo is null ? null : TimeSpan.FromSeconds(50),
        MostWaiting = 4,
        GiveUpAfter = TimeSpan.FromMinutes(6),
        AtClosing = it == Channel.Chat ? AtClosing.Empty : AtClosing.FinishQueue,
        WrapUpLimit = it == Channel.Email ? TimeSpan.Zero : TimeSpan.FromSeconds(40),
    })]);

    private static string Text(Stay stay) => $"{stay with { Reasons = [] }}";

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
