using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>A day in the test world, told event by event as the ledger has it: Maya and Noor answer, Anna and Boris call, sales and support.</summary>
internal sealed class Day
{
    public static readonly ServiceId Sales = new(Id(1)), Support = new(Id(2));
    public static readonly PersonId Maya = new(Id(11)), Noor = new(Id(12));
    public static readonly ContactId Anna = new(Id(21)), Boris = new(Id(22));
    public static readonly PresenceReasonId Lunch = new(Id(31));
    public static readonly TimeSpan Target = TimeSpan.FromSeconds(20);

    private readonly Dictionary<(ContactId, int), Stay> stays = [];
    private readonly Dictionary<TimeKey, TimeSpan> time = [];
    private readonly Dictionary<PersonId, PersonNow> people = [];
    private FactBook book = new();

    public static DateTimeOffset At(string clock) => new(DateOnly.Parse("2026-03-02").ToDateTime(TimeOnly.Parse(clock)), TimeSpan.Zero);

    public static Quarter QuarterAt(string clock) => Quarter.Of(At(clock));

    public Stay this[ContactId contact, int number = 1] => stays[(contact, number)];

    public TimeSpan TimeOf(PersonId person, Doing doing, string quarter, PresenceReasonId? reason = null) =>
        time.GetValueOrDefault(new(person, QuarterAt(quarter), doing, reason));

    public PersonNow Now(PersonId person) => people[person];

    public Day On(string clock, params Event[] happened)
    {
        foreach (var it in happened) book.Apply(it, At(clock));
        Keep();
        return this;
    }

    /// <summary>Queues for sales; the service's target is 20 s.</summary>
    public Day Queues(string clock, ContactId contact, Channel channel = Channel.Voice, ServiceId? service = null) => On(
        clock,
        new ContactArrived(contact, new(service ?? Sales, channel)),
        new ContactQueued(contact, 1, service ?? Sales, At(clock) + Target));

    public Day IsReady(string clock, PersonId person) => On(clock, new PersonSignedIn(person), new PresenceChosen(person, Presence.Ready));

    public Day Accepts(string clock, PersonId person, ContactId contact) => On(clock, new OfferAccepted(contact, person, 1));

    public Day Ends(string clock, PersonId person, ContactId contact) => On(
        clock,
        new ConversationEnded(contact, person),
        new WrapUpBegan(contact, person, 1, At(clock) + TimeSpan.FromMinutes(2)));

    public Day WrapsUp(string clock, PersonId person, ContactId contact) => On(
        clock,
        new WrapUpFinished(contact, person, []),
        new ContactClosed(contact, ContactOutcome.Handled));

    /// <summary>What a follower does after a restart: goes on from its rows.</summary>
    public Day ServerRestarts()
    {
        var open = stays.Values.Where(it => it.IsOpen).Select(it => it.Contact).ToHashSet();
        book = FactBook.From(stays.Values.Where(it => open.Contains(it.Contact)).OrderBy(it => it.Number), people.Values);
        return this;
    }

    private void Keep()
    {
        var changes = book.TakeChanges();
        foreach (var stay in changes.Stays) stays[(stay.Contact, stay.Number)] = stay;
        foreach (var (key, span) in changes.Time) time[key] = time.GetValueOrDefault(key) + span;
        foreach (var person in changes.People) people[person.Person] = person;
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
