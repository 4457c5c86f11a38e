using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Benches;

/// <summary>A centre at work: people accept, talk, wrap up and now and then decline, while citizens come and give up. It makes inputs in handfuls, from what has happened before.</summary>
internal sealed class BusyDay(LargeCentre centre, Floor floor, int waiting, ulong seed)
{
    private readonly Chance chance = new(seed);
    private readonly List<ContactOffered> offered = [];
    private readonly List<(ContactId Contact, PersonId Person)> handled = [];
    private readonly List<(ContactId Contact, PersonId Person)> wrapping = [];
    private readonly List<ContactId> queued = [];
    private int inQueue;

    public static readonly TimeSpan BetweenInputs = TimeSpan.FromMilliseconds(6);

    public DateTimeOffset Now { get; set; } = LargeCentre.Morning;

    public int InQueue => inQueue;

    public int Arrived { get; private set; }

    /// <summary>Who wants to hear all that happens.</summary>
    public Action<Event, DateTimeOffset>? Heard { get; init; }

    /// <summary>Fills the queues before anybody is there, then everybody signs in.</summary>
    public void Begin()
    {
        var events = new List<Event>();
        for (var i = 0; i < waiting + centre.People.Length; i++)
        {
            var arrival = centre.Arrival();
            LargeCentre.Must(floor.Handle(arrival, Now, events));
            Learn(events);
        }

        foreach (var person in centre.People)
        {
            LargeCentre.Must(floor.Handle(new PersonSignedIn(person.Id), Now, events));
            LargeCentre.Must(floor.Handle(new PresenceChosen(person.Id, Presence.Ready), Now, events));
            Learn(events);
        }
    }

    /// <summary>The next thousand or so inputs, all of them still good after one another, in random order.</summary>
    public void Fill(List<Input> inputs)
    {
        inputs.Clear();
        foreach (var it in offered) inputs.Add(Answer(it));
        offered.Clear();
        foreach (var (contact, person) in wrapping) inputs.Add(new WrapUpFinished(contact, person, []));
        wrapping.Clear();
        for (var i = 0; i < 250 && handled.Count > 0; i++) inputs.Add(End());
        for (var i = 0; i < 12 && queued.Count > 0; i++) inputs.Add(new ContactLeft(TakeQueued(), LeaveWay.HungUp));
        for (var left = waiting - inQueue + 250; left > 0 && inputs.Count < 2_000; left--) inputs.Add(centre.Arrival());
        chance.Shuffle(inputs);
    }

    private Input Answer(ContactOffered it) => chance.Below(50) switch
    {
        0 => new OfferDeclined(it.Contact, it.Person, it.Offer),
        _ => new OfferAccepted(it.Contact, it.Person, it.Offer),
    };

    private Input End()
    {
        var index = chance.Below(handled.Count);
        var (contact, person) = handled[index];
        handled[index] = handled[^1];
        handled.RemoveAt(handled.Count - 1);
        return new ConversationEnded(contact, person);
    }

    private ContactId TakeQueued()
    {
        var index = chance.Below(queued.Count);
        var contact = queued[index];
        queued[index] = queued[^1];
        queued.RemoveAt(queued.Count - 1);
        return contact;
    }

    /// <summary>Takes in what has happened, and forgets it.</summary>
    public void Learn(List<Event> events)
    {
        foreach (var happened in events)
        {
            Heard?.Invoke(happened, Now);
            if (happened is ContactArrived) Arrived++;
            if (happened is ContactQueued queue) Learn(queue);
            if (happened is ContactOffered offer) Learn(offer);
            if (happened is OfferWithdrawn withdrawn) Learn(withdrawn);
            if (happened is OfferAccepted accepted) handled.Add((accepted.Contact, accepted.Person));
            if (happened is WrapUpBegan wrapUp) wrapping.Add((wrapUp.Contact, wrapUp.Person));
            if (happened is WrapUpExpired expired) wrapping.Remove((expired.Contact, expired.Person));
            if (happened is ContactLeft) inQueue--;
        }

        events.Clear();
    }

    private void Learn(ContactQueued it)
    {
        inQueue++;
        if (queued.Count < 200_000) queued.Add(it.Contact);
    }

    private void Learn(ContactOffered it)
    {
        inQueue--;
        offered.Add(it);
    }

    private void Learn(OfferWithdrawn it)
    {
        inQueue++;
        offered.RemoveAll(offer => offer.Contact == it.Contact && offer.Offer == it.Offer);
    }
}
