using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Recording;

/// <summary>The recording of one stretch of a call with one person: what it is of, and how its sound is found and opened.</summary>
public sealed class RecordingRow : IOfCommissioner
{
    public RecordingId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ContactId Contact { get; init; }

    /// <summary>Of the contact, from 1.</summary>
    public int Segment { get; init; }

    public ServiceId Service { get; init; }

    /// <summary>Who of the staff is heard.</summary>
    public PersonId Person { get; init; }

    public RecordingState State { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The exchange has said that it records.</summary>
    public bool HasBegun { get; set; }

    /// <summary>While they talked, the exchange wrote nothing for a while: its disk may be full. Known also when it is destroyed.</summary>
    public bool LacksSound { get; set; }

    /// <summary>The agent wants it to stand still.</summary>
    public bool IsPaused { get; set; }

    /// <summary>What happened in it, in the order of time.</summary>
    public IReadOnlyList<RecordingMark> Marks { get; set; } = [];

    public bool StandsStill => Marks.Count > 0 && Marks[^1].Kind == RecordingMarkKind.Paused;

    /// <summary>Of its sound; zero until it is kept.</summary>
    public TimeSpan Length { get; set; }

    /// <summary>How loud each side is, for its picture: a byte for the caller and one for the staff, <see cref="SoundShape.PerSecond"/> times a second.</summary>
    public byte[] Shape { get; set; } = [];

    /// <summary>The key of its file, sealed under the master key. Without it the file is noise; null when it has been destroyed.</summary>
    public string? Key { get; set; }

    /// <summary>When it is destroyed.</summary>
    public DateTimeOffset Until { get; set; }

    public Guid Version { get; set; }

    /// <summary>From now on it is to stand still.</summary>
    public void Pause() => (IsPaused, Version) = (true, Guid.NewGuid());

    /// <summary>It stands still, from now on.</summary>
    public void StandStill(DateTimeOffset now)
    {
        Version = Guid.NewGuid();
        Marks = [.. Marks, new RecordingMark(now - StartedAt, RecordingMarkKind.Paused, Person)];
    }

    public void Resume(PersonId by, DateTimeOffset now)
    {
        (IsPaused, Version) = (false, Guid.NewGuid());
        if (StandsStill) Marks = [.. Marks, new RecordingMark(now - StartedAt, RecordingMarkKind.Resumed, by)];
    }

    /// <summary>Without its key its file is noise, also in every backup.</summary>
    public void Destroy() => (State, Key, Shape, Version) = (RecordingState.Destroyed, null, [], Guid.NewGuid());
}

/// <summary>Something that happened in a recording.</summary>
/// <param name="At">From its beginning.</param>
public sealed record RecordingMark(TimeSpan At, RecordingMarkKind Kind, PersonId? By);

public enum RecordingMarkKind
{
    Paused, Resumed,
}

/// <summary>Where a recording stands. Kept as a number.</summary>
public enum RecordingState
{
    /// <summary>It goes on, or its sound has not been taken in yet.</summary>
    Running,
    Kept,

    /// <summary>Some of its sound is missing.</summary>
    KeptInPart,

    /// <summary>There is no sound.</summary>
    Lost,

    /// <summary>Its sound and its key are gone.</summary>
    Destroyed,
}
