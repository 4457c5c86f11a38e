using System.ComponentModel.DataAnnotations;
using Isberg.Services;

namespace Isberg.Recording;

/// <summary>A recording, without its sound.</summary>
/// <param name="Segment">Of the contact, from 1.</param>
/// <param name="Person">Who of the staff is heard.</param>
/// <param name="Seconds">Of its sound; zero until it is kept.</param>
/// <param name="Until">When it is destroyed.</param>
public sealed record RecordingView(
    RecordingId Id, ContactId Contact, int Segment, ServiceId Service, PersonId Person, string PersonName, RecordingState State, DateTimeOffset StartedAt,
    double Seconds, IReadOnlyList<MarkView> Marks, DateTimeOffset Until);

/// <summary>Something that happened in a recording.</summary>
/// <param name="Seconds">From its beginning.</param>
public sealed record MarkView(double Seconds, RecordingMarkKind Kind);

/// <param name="Reason">Why one listens; it is logged, and whoever is heard may be told.</param>
public sealed record ListeningRequest([property: MaxLength(LogAccess.LongestReason)] string Reason);

/// <summary>Somebody is let listen.</summary>
/// <param name="Listening">Send it along when you ask for the sound.</param>
/// <param name="Until">So long it holds.</param>
/// <param name="PointsPerSecond">Of the two pictures.</param>
/// <param name="Caller">How loud the caller is, from 0 to 255.</param>
/// <param name="Staff">How loud the staff are, from 0 to 255.</param>
public sealed record ListeningView(long Listening, DateTimeOffset Until, int PointsPerSecond, IReadOnlyList<int> Caller, IReadOnlyList<int> Staff)
{
    internal static ListeningView Of(long number, DateTimeOffset until, byte[] shape) => new(number, until, SoundShape.PerSecond, Track(shape, 0), Track(shape, 1));

    private static IReadOnlyList<int> Track(byte[] shape, int track) => [.. shape.Where((_, at) => at % 2 == track).Select(it => (int)it)];
}

/// <summary>A line of the log of who got at recordings.</summary>
/// <param name="Reason">Null: it has been erased.</param>
/// <param name="Hash">Of this line and all before it.</param>
/// <param name="Copy">The copy that it was; null: the recording itself.</param>
public sealed record AccessView(
    long Number, DateTimeOffset At, AccessKind Kind, PersonId By, string ByName, RecordingId Recording, ContactId Contact, string Reference, string? Reason, string Hash,
    RecordingCopyId? Copy);

/// <summary>Whether the log is as it was written.</summary>
/// <param name="FirstBroken">The first line that was changed, or before which one is missing; null: none.</param>
public sealed record AccessCheck(long Lines, bool IsWhole, long? FirstBroken);
