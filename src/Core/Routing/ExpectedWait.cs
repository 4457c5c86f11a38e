namespace Isberg.Routing;

/// <summary>What is known of a queue when somebody asks how long it will take.</summary>
/// <param name="Ahead">Waiting contacts that are ahead of his.</param>
/// <param name="Able">People signed in who may take it at some step.</param>
/// <param name="Free">Of them, those who could be offered one now.</param>
/// <param name="MeanHandling">Recent mean time with a contact of this queue, wrap-up included; null when there were none.</param>
/// <param name="Taken">Contacts taken from this queue within the last <paramref name="Window"/>.</param>
public readonly record struct QueueFacts(int Ahead, int Able, int Free, TimeSpan? MeanHandling, int Taken, TimeSpan Window);

/// <summary>A wait as a person would say it: between two times.</summary>
public readonly record struct WaitRange(TimeSpan From, TimeSpan Until);

/// <summary>How long a citizen must expect to wait, said only when there is something to go by.</summary>
public static class ExpectedWait
{
    /// <summary>Fewer contacts than these, taken recently, say nothing about the pace.</summary>
    public const int LeastEvidence = 5;

    /// <summary>Beyond this nobody knows.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Eight in ten lie within this many standard deviations of the mean.</summary>
    private const double Spread = 1.2816;

    /// <summary>The range that eight in ten waits fall into, if contacts go on being taken at the recent pace; null when it is not known.</summary>
    /// <remarks>
    /// The time until the n-th contact is taken at pace r has mean n/r and deviation √n/r. The recent pace counts what people really
    /// take from this queue; without enough of it, people divided by handling time is the best pace that there can be, so the wait may
    /// be twice as long as it says. The range is widened to round figures, never narrowed.
    /// </remarks>
    public static WaitRange? Of(QueueFacts facts)
    {
        if (facts.Able == 0) return null;
        if (facts.Free > facts.Ahead) return new WaitRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        if (Pace(facts) is not { } pace) return null;

        var turns = facts.Ahead + 1;
        var (mean, deviation) = (turns / pace, Math.Sqrt(turns) / pace);
        var doubt = IsEvident(facts) ? 1 : 2;
        var until = (mean + (Spread * deviation)) * doubt;
        return until > Longest.TotalMinutes ? null : Rounded(Math.Max(0, mean - (Spread * deviation)), until);
    }

    private static bool IsEvident(QueueFacts facts) => facts.Taken >= LeastEvidence && facts.Window > TimeSpan.Zero;

    /// <summary>Contacts a minute.</summary>
    private static double? Pace(QueueFacts facts)
    {
        if (IsEvident(facts)) return facts.Taken / facts.Window.TotalMinutes;
        return facts.MeanHandling is { } handling && handling > TimeSpan.Zero ? facts.Able / handling.TotalMinutes : null;
    }

    private static WaitRange Rounded(double from, double until)
    {
        var grain = until <= 10 ? 1 : until <= 40 ? 5 : 15;
        return new WaitRange(
            TimeSpan.FromMinutes(Math.Floor(from / grain) * grain),
            TimeSpan.FromMinutes(Math.Max(1, Math.Ceiling(until / grain)) * grain));
    }
}
