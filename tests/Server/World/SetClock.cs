namespace Isberg.World;

/// <summary>A clock that was set to a moment when the test began, goes on from there, and can be moved forward.</summary>
public sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();
    private long moved;

    public void Advance(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began) + new TimeSpan(Interlocked.Read(ref moved));
}
