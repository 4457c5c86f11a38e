using System.Text.Json;
using Isberg.Routing;

namespace Isberg.Tests.Simulation;

/// <summary>One random day, with everything that can go wrong.</summary>
internal sealed class Day
{
    private readonly Dice dice;
    private readonly Town town;
    private readonly Belief belief = new();
    private readonly Watch watch;
    private readonly Acts acts;
    private readonly List<(Event Happened, DateTimeOffset At)> ledger = [];
    private readonly int mostTold;
    private readonly Floor neverDown;
    private Floor floor;
    private FloorSnapshot? saved;
    private int savedAt;
    private DateTimeOffset latest;
    private DateTimeOffset now = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public Day(ulong seed)
    {
        dice = new Dice(seed);
        town = new Town(dice, now);
        mostTold = dice.Of([1, 3, Floor.MostTold]);
        (floor, neverDown) = (new Floor(mostTold), new Floor(mostTold));
        watch = new Watch(belief, mostTold);
        acts = new Acts(dice, town, belief);
    }

    public IReadOnlyList<(Event Happened, DateTimeOffset At)> Ledger => ledger;

    public void Live()
    {
        Open();
        for (var left = dice.Between(300, 2_000); left > 0; left--)
        {
            LetTimePass();
            Handle(acts.Next(now));
            if (dice.OneIn(60)) Crash();
            if (dice.OneIn(100)) (saved, savedAt) = (floor.Snapshot(), ledger.Count);
        }

        GoHome();
    }

    private void Open()
    {
        Handle(new CentreChanged(town.Centre()));
        foreach (var service in town.ServiceIds) Handle(new ServiceChanged(town.Service(service)));
        foreach (var person in town.PersonIds) Handle(new PersonChanged(town.Person(person)));
    }

    /// <summary>Seconds mostly; now and then hours; and clocks are set back.</summary>
    private void LetTimePass()
    {
        now = dice.Below(200) switch
        {
            0 => now.AddMinutes(dice.Between(10, 300)),
            1 => now.AddSeconds(-dice.Between(1, 100)),
            < 30 when floor.NextDeadline is { } due && due > now && due < now.AddHours(1) => due,
            < 120 => now.AddMilliseconds(dice.Below(8_000)),
            _ => now,
        };
        if (dice.OneIn(2)) Handle(new TimePassed());
    }

    private void Handle(Input input)
    {
        var (events, same) = (new List<Event>(), new List<Event>());
        var refusal = floor.Handle(input, Clock, events);
        Promise.Holds(neverDown.Handle(input, Clock, same) == refusal, "A floor that was down refuses what one that was not refuses.");
        Promise.Holds(events.SequenceEqual(same), $"A floor that was down decides what one that was not decides.\n    down: {string.Join("; ", events)}\n    not:  {string.Join("; ", same)}\n");
        Promise.Holds(refusal is null || events.Count == 0 || events[0] is TimePassed, "A refused input changes nothing.");
        Believe(events);
        watch.Settled(floor, Clock);
    }

    /// <summary>What the server makes of the machine's clock: it does not go back.</summary>
    private DateTimeOffset Clock => latest = now > latest ? now : latest;

    private void Believe(List<Event> events)
    {
        foreach (var happened in events)
        {
            watch.Foresee(happened, Clock);
            belief.Hear(happened, Clock);
            ledger.Add((happened, Clock));
        }
    }

    /// <summary>The floor is lost and built again from its ledger, or from a snapshot and what came after.</summary>
    private void Crash()
    {
        var before = Text(floor);
        floor = saved is not null && dice.OneIn(2) ? Floor.From(JsonSerializer.Deserialize<FloorSnapshot>(JsonSerializer.Serialize(saved))!, mostTold) : new Floor(mostTold);
        foreach (var (happened, at) in ledger.Skip(floor.Snapshot().LastPersonNumber > 0 ? savedAt : 0)) floor.Apply(happened, at);
        Promise.Holds(Text(floor) == before, "A floor built again stands as before.");
        if (dice.OneIn(4)) Resume();
    }

    private void Resume()
    {
        var outage = TimeSpan.FromSeconds(dice.Between(1, 200));
        now += outage;
        Handle(new FloorResumed(outage));
    }

    private static string Text(Floor floor) => JsonSerializer.Serialize(floor.Snapshot());

    /// <summary>Everybody hangs up and goes home; nobody may be left.</summary>
    private void GoHome()
    {
        foreach (var contact in belief.Contacts.Keys.ToArray()) Handle(new ContactLeft(contact, LeaveWay.HungUp));
        foreach (var person in town.PersonIds) Handle(new PersonSignedOut(person, new PersonId(Guid.Empty)));
        Promise.Holds(belief.Contacts.Count == 0, "Everybody's contact ends.");
        Promise.Holds(floor.Contacts().Count == 0, "The floor is empty at night.");
    }
}
