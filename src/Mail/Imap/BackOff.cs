namespace Isberg.Mail.Imap;

/// <summary>How long to wait before the next try: twice as long each time, up to a limit, and never at the same moment as everybody else.</summary>
public sealed class BackOff(TimeSpan first, TimeSpan most, Random? chance = null)
{
    private readonly Random chance = chance ?? Random.Shared;
    private int failures;

    /// <summary>Between half of the step and the whole of it.</summary>
    /// <param name="least">The step is at least this long.</param>
    public TimeSpan Next(TimeSpan least = default)
    {
        var step = first * Math.Pow(2, Math.Min(failures++, 30));
        if (step < least) step = least;
        if (step > most) step = most;
        return step * (0.5 + (chance.NextDouble() / 2));
    }

    public void Reset() => failures = 0;
}
