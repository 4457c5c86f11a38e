using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>A caller leaves a message: how far he has come.</summary>
/// <param name="Words">Said before the tone.</param>
internal sealed record Leaving(ServiceId Service, TimeSpan Longest, string Words)
{
    public bool IsTold { get; set; }

    /// <summary>Since when he is recorded. Null: not yet.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>He has said so much that it is a message: he waits no longer.</summary>
    public bool IsTaken { get; set; }
}
