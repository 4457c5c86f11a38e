using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>Somebody who may listen says why he wants to; that is logged before he hears anything.</summary>
public sealed class ListenToRecording(Database db, LogAccess log, TimeProvider clock)
{
    public static readonly Refusal NoSuchRecording = new("recording.unknown", "There is no such recording, or it has been destroyed.");
    public static readonly Refusal NoReason = new("listening.unknown", "Say first why you listen; it is logged.");
    public static readonly Refusal NoPerson = new("listening.forbidden", "A person listens; an API key does not.");

    /// <param name="Number">Of its line in the log.</param>
    public sealed record Listening(long Number, RecordingRow Recording, DateTimeOffset Until);

    public async Task<Outcome<Listening>> Run(Viewer viewer, RecordingId recording, string reason, CancellationToken stop)
    {
        if (viewer.Person is not { } person) return NoPerson;
        if (LogAccess.Flaws(reason) is { } flaws) return flaws;
        if (await db.Recordings.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == recording && it.Key != null, stop) is not { } row) return NoSuchRecording;

        var outcome = await log.Run(new(new(row.Centre, row.Id, row.Contact, row.Segment), person, AccessKind.Listened, reason), stop);
        return outcome.Succeeded(out var number, out var refusal) ? new Listening(number, row, clock.GetUtcNow() + LogAccess.Limit) : refusal;
    }

    /// <summary>The recording that he was let listen to a while ago.</summary>
    public async Task<Outcome<RecordingRow>> Again(Viewer viewer, RecordingId recording, long number, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - LogAccess.Limit;
        var isLogged = await db.RecordingAccesses.VisibleTo(viewer).AnyAsync(
            it => it.Number == number && it.Recording == recording && it.By == viewer.Person && it.Kind == AccessKind.Listened && it.At > since, stop);
        if (!isLogged) return NoReason;
        return await db.Recordings.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == recording && it.Key != null, stop) is { } row ? row : NoSuchRecording;
    }
}
