namespace Isberg.Recording.Disguise;

/// <summary>A copy of a recording, without its sound.</summary>
/// <param name="Segment">Of the contact, from 1.</param>
/// <param name="By">Who had it made.</param>
/// <param name="Seconds">Of its sound; zero until it is made.</param>
/// <param name="Until">When it is destroyed.</param>
public sealed record CopyView(
    RecordingCopyId Id, RecordingId Recording, int Segment, PersonId By, string ByName, DateTimeOffset MadeAt, string? Reason, bool DisguisesCaller, bool DisguisesStaff,
    IReadOnlyList<Bleep> Bleeps, CopyState State, double Seconds, DateTimeOffset Until)
{
    internal static CopyView Of(RecordingCopy it, string name) => new(
        it.Id, it.Recording, it.Segment, it.By, name, it.MadeAt, it.Reason, it.DisguisesCaller, it.DisguisesStaff, it.Bleeps, it.State, it.Length.TotalSeconds, it.Until);
}

/// <summary>A copy will be made.</summary>
public sealed record CopyMade(RecordingCopyId Id);

/// <summary>Somebody may fetch a copy, to give it out.</summary>
/// <param name="Giving">Send it along when you ask for the file.</param>
/// <param name="Until">So long it holds.</param>
public sealed record GivingView(long Giving, DateTimeOffset Until);
