using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Routing;

/// <summary>People around one chat service, for scenarios that give figures instead of a story.</summary>
internal sealed class Table
{
    private readonly Floor floor = new();
    private readonly List<Event> events = [];
    private int contacts;

    public Table(PersonChoice choice) => Must(new ServiceChanged(World.Service("sales", it => it with { Choice = choice, WrapUpLimit = TimeSpan.Zero })), 0);

    public World World { get; } = new();

    /// <summary>Somebody becomes available at a minute.</summary>
    public void SitDown(string name, int minute, Func<PersonRule, PersonRule> rule)
    {
        World.Person(name, rule);
        World.Answers(name, isRanked: false, "sales");
        var person = World.Staff(name);
        Must(new PersonChanged(person), minute);
        Must(new PersonSignedIn(person.Id), minute);
        Must(new PresenceChosen(person.Id, Presence.Ready), minute);
    }

    /// <summary>Gives somebody this many chats, which asked for him.</summary>
    public void Occupy(string name, int chats)
    {
        for (var i = 0; i < chats; i++)
        {
            var contact = Arrive(new Need(World.ServiceId("sales"), Channel.Chat, Person: World.PersonId(name)));
            Must(new OfferAccepted(contact, World.PersonId(name), 1), 20);
        }
    }

    /// <summary>To whom the next contacts are offered.</summary>
    public string[] OrderOfOffers(int count)
    {
        events.Clear();
        for (var i = 0; i < count; i++) Arrive(new Need(World.ServiceId("sales"), Channel.Chat));
        return [.. events.OfType<ContactOffered>().Select(it => World.Name(it.Person.Value))];
    }

    /// <summary>What speaks for each, just before the offer.</summary>
    public (string Name, PersonVerdict Verdict)[] Explain(IReadOnlyList<Wish> wishes)
    {
        events.Clear();
        var before = Floor.From(floor.Snapshot());
        var contact = Arrive(new Need(World.ServiceId("sales"), Channel.Chat, Wishes: wishes));
        foreach (var happened in events.TakeWhile(it => it is not ContactOffered)) before.Apply(happened, At(20));
        return [.. before.Explain(contact, At(20))!.People.Select(it => (World.Name(it.Person.Value), it))];
    }

    private ContactId Arrive(Need need)
    {
        var contact = World.ContactId($"contact {++contacts}");
        Must(new ContactArrived(contact, need), 20);
        return contact;
    }

    private void Must(Input input, int minute) => Assert.Null(floor.Handle(input, At(minute), events));

    private static DateTimeOffset At(int minute) => World.Midnight.AddHours(9).AddMinutes(minute);
}
