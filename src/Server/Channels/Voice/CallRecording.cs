using Isberg.Contacts;
using Isberg.Recording;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>How far the recording of one call has come, as far as this server knows.</summary>
internal sealed class CallRecording
{
    /// <summary>The rule of the service that the call is for now; null: none, or not read yet.</summary>
    public RecordingRule? Rule { get; set; }

    /// <summary>Whose rule was read.</summary>
    public ServiceId? RuleOf { get; set; }

    /// <summary>Services whose announcement he has heard to its end.</summary>
    public HashSet<ServiceId> Announced { get; } = [];

    /// <summary>Services whose announcement cannot be spoken: their calls are not recorded.</summary>
    public HashSet<ServiceId> Unspoken { get; } = [];

    /// <summary>The playback that announces it.</summary>
    public string? Announcing { get; set; }

    /// <summary>False: a server before this one may have begun something.</summary>
    public bool KnowsPast { get; set; }

    /// <summary>The stretch that is or was recorded last; 0: none.</summary>
    public int Segment { get; set; }

    public bool IsRunning { get; set; }

    /// <summary>The ledger knows.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Silence is written. Null: not known.</summary>
    public bool? IsMuted { get; set; }

    /// <summary>The agent wants it so.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The agent sees that it stands still.</summary>
    public bool IsPauseTold { get; set; }

    public bool HasComplained { get; set; }

    /// <summary>Something has been said to its end.</summary>
    public void Heard(string playback)
    {
        if (playback == Announcing && RuleOf is { } service) Announced.Add(service);
    }

    public void Hear(RecordingMoved moved)
    {
        if (moved.Segment != Segment || moved.Move is not (RecordingMove.Pausing or RecordingMove.Resumed)) return;

        (IsPaused, IsPauseTold) = (moved.Move == RecordingMove.Pausing, false);
    }
}
