namespace Isberg.World;

/// <summary>A clock that was set to a moment when the test began, and goes on from there.</summary>
public sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began);
}
