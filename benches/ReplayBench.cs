using Isberg.Routing;

namespace Isberg.Benches;

/// <summary>A day of 100,000 contacts is decided, then fed through another floor, which must decide the same.</summary>
internal static class ReplayBench
{
    private const int Contacts = 100_000;
    private const int People = 1_000;
    private const int Services = 100;

    public static int Run()
    {
        var ledger = Record();
        var began = CoreTime.Now();
        var different = Replay(ledger);
        Figure.Print("replay.seconds", (CoreTime.Now() - began) / 1e9, "s");
        Figure.Print("replay.events", ledger.Count, "events");
        Figure.Print("replay.identical", different == 0 ? 1 : 0, "bool");
        return different == 0 ? 0 : 1;
    }

    private readonly record struct Recorded(Event Happened, DateTimeOffset At);

    private static List<Recorded> Record()
    {
        var (centre, floor, ledger) = (new LargeCentre(People, Services, skills: 60), new Floor(), new List<Recorded>());
        var events = new List<Event>();
        centre.Open(floor, events);
        ledger.AddRange(events.Select(it => new Recorded(it, LargeCentre.Morning)));
        events.Clear();
        var day = new BusyDay(centre, floor, waiting: 2_000, seed: 5) { Heard = (happened, at) => ledger.Add(new Recorded(happened, at)) };
        day.Begin();
        var inputs = new List<Input>();
        while (day.Arrived < Contacts)
        {
            day.Fill(inputs);
            foreach (var input in inputs)
            {
                floor.Handle(input, day.Now += BusyDay.BetweenInputs * 10, events);
                day.Learn(events);
            }
        }

        return ledger;
    }

    /// <summary>Hands every recorded input in again and counts the events that come out otherwise.</summary>
    private static int Replay(List<Recorded> ledger)
    {
        var (floor, events, different) = (new Floor(), new List<Event>(), 0);
        for (var next = 0; next < ledger.Count; next += Math.Max(1, events.Count))
        {
            events.Clear();
            var (happened, at) = ledger[next];
            floor.Handle((Input)happened, at, events);
            for (var i = 0; i < events.Count; i++)
            {
                if (next + i >= ledger.Count || !events[i].Equals(ledger[next + i].Happened)) different++;
            }
        }

        return different;
    }
}
