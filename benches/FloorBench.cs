using Isberg.Routing;

namespace Isberg.Benches;

/// <summary>How fast the floor decides, how evenly, in how much memory, and how much fits.</summary>
internal static class FloorBench
{
    private const int People = 10_000;
    private const int Services = 500;
    private const int Skills = 200;
    private const int Many = 100_000;
    private const int Few = 1_000;
    private const int Rounds = 7;
    private const int HandfulsPerRound = 150;

    public static int Run()
    {
        var many = Measure(Many);
        var few = Measure(Few);
        Figure.Print("floor.inputs_per_second", many.PerSecond, "inputs/s");
        Figure.Print("floor.decision_p50_us", many.P50, "us");
        Figure.Print("floor.decision_p99_us", many.P99, "us");
        Figure.Print("floor.memory_mb", many.Megabytes, "MB");
        Figure.Print("floor.slope", few.PerSecond / many.PerSecond, "ratio");
        Figure.Print("floor.events_per_input", many.EventsPerInput, "events");
        LargestFloor.Measure();
        return 0;
    }

    private sealed record Result(double PerSecond, double P50, double P99, double Megabytes, double EventsPerInput);

    private static Result Measure(int waiting)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (centre, floor) = (new LargeCentre(People, Services, Skills), new Floor());
        centre.Open(floor, []);
        var day = new BusyDay(centre, floor, waiting, seed: 11);
        day.Begin();
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;

        Pass(day, floor, HandfulsPerRound * 2, times: null); // the compiler's warm-up
        var rounds = new List<(double PerSecond, double EventsPerInput)>();
        for (var i = 0; i < Rounds; i++) rounds.Add(Pass(day, floor, HandfulsPerRound, times: null));
        var times = new List<double>();
        Pass(day, floor, HandfulsPerRound, times);
        times.Sort();
        var median = rounds.OrderBy(it => it.PerSecond).ElementAt(Rounds / 2);
        return new Result(median.PerSecond, times[times.Count / 2], times[(int)(times.Count * 0.99)], megabytes, median.EventsPerInput);
    }

    /// <summary>Handles handfuls of inputs and times them, all at once or, for the spread, one by one.</summary>
    private static (double PerSecond, double EventsPerInput) Pass(BusyDay day, Floor floor, int handfuls, List<double>? times)
    {
        var (inputs, events) = (new List<Input>(), new List<Event>());
        var (spent, handled, told) = (0L, 0L, 0L);
        for (var i = 0; i < handfuls; i++)
        {
            day.Fill(inputs);
            var began = CoreTime.Now();
            if (times is null) Handle(day, floor, inputs, events);
            else Handle(day, floor, inputs, events, times);
            spent += CoreTime.Now() - began;
            (handled, told) = (handled + inputs.Count, told + events.Count);
            day.Learn(events);
        }

        return (handled / (spent / 1e9), (double)told / handled);
    }

    private static void Handle(BusyDay day, Floor floor, List<Input> inputs, List<Event> events)
    {
        var now = day.Now;
        foreach (var input in inputs) floor.Handle(input, now += BusyDay.BetweenInputs, events);
        day.Now = now;
    }

    private static void Handle(BusyDay day, Floor floor, List<Input> inputs, List<Event> events, List<double> times)
    {
        foreach (var input in inputs)
        {
            var began = CoreTime.Now();
            floor.Handle(input, day.Now += BusyDay.BetweenInputs, events);
            times.Add((CoreTime.Now() - began) / 1e3);
        }
    }
}
