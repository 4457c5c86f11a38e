using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording.Disguise;

/// <summary>Somebody wants to hear a copy, or to give it out, and says why. That is logged first.</summary>
public sealed class OpenCopy(Database db, LogAccess log, TimeProvider clock)
{
    public static readonly Refusal NoSuchCopy = new("copy.unknown", "There is no such copy, or it has been destroyed.");

    /// <param name="Number">Of its line in the log.</param>
    public sealed record Opened(long Number, RecordingCopy Copy, DateTimeOffset Until);

    /// <param name="kind">What he wants with it.</param>
    public async Task<Outcome<Opened>> Run(Viewer viewer, RecordingCopyId copy, AccessKind kind, string reason, CancellationToken stop)
    {
        if (viewer.Person is not { } person) return ListenToRecording.NoPerson;
        if (LogAccess.Flaws(reason) is { } flaws) return flaws;
        if (await Find(viewer, copy, stop) is not { } row) return NoSuchCopy;

        var outcome = await log.Run(new(WantCopy.Of(row), person, kind, reason), stop);
        return outcome.Succeeded(out var number, out var refusal) ? new Opened(number, row, clock.GetUtcNow() + LogAccess.Limit) : refusal;
    }

    /// <summary>The copy for which he gave a reason a while ago.</summary>
    public async Task<Outcome<RecordingCopy>> Again(Viewer viewer, RecordingCopyId copy, AccessKind kind, long number, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - LogAccess.Limit;
        var isLogged = await db.RecordingAccesses.VisibleTo(viewer).AnyAsync(
            it => it.Number == number && it.Copy == copy && it.By == viewer.Person && it.Kind == kind && it.At > since, stop);
        if (!isLogged) return ListenToRecording.NoReason;
        return await Find(viewer, copy, stop) is { } row ? row : NoSuchCopy;
    }

    private Task<RecordingCopy?> Find(Viewer viewer, RecordingCopyId copy, CancellationToken stop) =>
        db.RecordingCopies.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == copy && it.State == CopyState.Kept && it.Key != null, stop);
}
