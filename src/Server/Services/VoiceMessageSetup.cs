namespace Isberg.Services;

/// <summary>How callers of a service leave a message instead of waiting.</summary>
public sealed record VoiceMessageSetup
{
    /// <summary>So many may wait for a service; whoever calls then is offered it no longer.</summary>
    public const int MostWaiting = 200;

    public static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestLimit = TimeSpan.FromMinutes(5);

    /// <summary>Pressed by whoever waits and would rather leave a message. Null: nobody who waits is offered that.</summary>
    public string? Key { get; init; } = "2";

    /// <summary>Whoever waits is told of it from this expected wait on. Zero: always.</summary>
    public TimeSpan FromWait { get; init; }

    /// <summary>Who calls while the service is closed may leave a message.</summary>
    public bool WhenClosed { get; init; } = true;

    /// <summary>Who calls while too many wait may leave a message.</summary>
    public bool WhenFull { get; init; } = true;

    /// <summary>The longest message.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Said before the tone. Empty: the usual words.</summary>
    public Texts Words { get; init; } = Texts.Of();
}
