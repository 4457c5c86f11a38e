namespace Isberg.Routing;

/// <summary>A centre's time: the last recorded moment plus what the monotonic clock has run since. Never backwards; catches up with the wall clock by running up to 10 % faster.</summary>
public sealed class FloorClock(TimeProvider time)
{
    private readonly Lock oneAtATime = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long stamp;

    /// <summary>Starts again after a load: not before what is recorded, and at the wall clock's time if that is later.</summary>
    public void StartFrom(DateTimeOffset recorded)
    {
        lock (oneAtATime)
        {
            var wall = time.GetUtcNow();
            last = recorded > wall ? recorded : wall;
            stamp = time.GetTimestamp();
        }
    }

    public DateTimeOffset Now()
    {
        lock (oneAtATime)
        {
            var read = time.GetTimestamp();
            var run = time.GetElapsedTime(stamp, read);
            var behind = time.GetUtcNow() - (last + run);
            if (behind > TimeSpan.Zero) run += behind < run / 10 ? behind : run / 10;
            (last, stamp) = (last + run, read);
            return last;
        }
    }

    /// <summary>Another writer has recorded a later moment: time goes on from there.</summary>
    public void NotBefore(DateTimeOffset recorded)
    {
        lock (oneAtATime)
        {
            if (recorded > last) last = recorded;
        }
    }
}
