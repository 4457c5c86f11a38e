using Isberg.Storage;

namespace Isberg.Recording.Disguise;

/// <summary>A copy of a recording in which voices are disguised and stretches bleeped out: who had it made, why, and how its sound is found and opened.</summary>
public sealed class RecordingCopy : IOfCommissioner
{
    public RecordingCopyId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public RecordingId Recording { get; init; }

    public ContactId Contact { get; init; }

    /// <summary>Of the contact, from 1.</summary>
    public int Segment { get; init; }

    public PersonId By { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>In his own words. Null: it has been erased.</summary>
    public string? Reason { get; set; }

    public bool DisguisesCaller { get; init; }

    public bool DisguisesStaff { get; init; }

    public IReadOnlyList<Bleep> Bleeps { get; init; } = [];

    public CopyState State { get; set; }

    /// <summary>Of its sound; zero until it is made.</summary>
    public TimeSpan Length { get; set; }

    /// <summary>As a recording's.</summary>
    public byte[] Shape { get; set; } = [];

    /// <summary>The key of its file, sealed under the master key; null: there is no sound yet, or none any more.</summary>
    public string? Key { get; set; }

    /// <summary>When it is destroyed.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Without its key its file is noise, also in every backup. Should it still be waited for, it is not made any more.</summary>
    public void Destroy() => (State, Key, Shape) = (CopyState.Destroyed, null, []);

    public void Erase()
    {
        Destroy();
        Reason = null;
    }
}

/// <summary>Where a copy stands. Kept as a number.</summary>
public enum CopyState
{
    /// <summary>It is being made, or will be.</summary>
    Waiting,
    Kept,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>Its sound and its key are gone.</summary>
    Destroyed,
}
