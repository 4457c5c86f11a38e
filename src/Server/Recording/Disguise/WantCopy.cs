using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording.Disguise;

/// <summary>Somebody who may listen to a recording has a copy of it made in which voices are disguised. That is logged; it is made a moment later.</summary>
public sealed class WantCopy(Database db, LogAccess log, MakeCopies make, TimeProvider clock)
{
    public const int MostBleeps = 200;

    /// <summary>Of one recording, those that are gone left out.</summary>
    public const int MostCopies = 20;

    public static readonly Refusal TooMany = new("copy.many", $"A recording has {MostCopies} copies at most. Destroy one that is no longer needed.");

    /// <param name="Reason">Why; it is logged.</param>
    /// <param name="Bleeps">In these stretches nothing but a tone is heard, on both sides.</param>
    public sealed record CopyDraft(string Reason, bool DisguisesCaller, bool DisguisesStaff, IReadOnlyList<Bleep> Bleeps);

    public async Task<Outcome<RecordingCopy>> Run(Viewer viewer, RecordingId recording, CopyDraft draft, CancellationToken stop)
    {
        if (viewer.Person is not { } person) return ListenToRecording.NoPerson;
        if (LogAccess.Flaws(draft.Reason) is { } noReason) return noReason;
        if (await db.Recordings.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == recording && it.Key != null, stop) is not { } row)
            return ListenToRecording.NoSuchRecording;
        if (Flaws(row, draft) is { } flaws) return flaws;

        var copy = await New(row, person, draft, stop);
        var outcome = await log.Run(new(Of(copy), person, AccessKind.Copied, draft.Reason), stop, (store, token) => Save(store, copy, token));
        if (!outcome.Succeeded(out _, out var refusal)) return refusal;
        make.Wake();
        return copy;
    }

    internal static Accessed Of(RecordingCopy copy) => new(copy.Centre, copy.Recording, copy.Contact, copy.Segment, copy.Id);

    private async Task<RecordingCopy> New(RecordingRow of, PersonId by, CopyDraft draft, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var days = await db.RecordingRules.Where(it => it.Service == of.Service).Select(it => it.CopyDays).SingleOrDefaultAsync(stop);
        return new RecordingCopy
        {
            Id = new RecordingCopyId(Guid.NewGuid()), Centre = of.Centre, Commissioner = of.Commissioner, Recording = of.Id, Contact = of.Contact, Segment = of.Segment,
            By = by, MadeAt = now, Reason = draft.Reason.Trim(), DisguisesCaller = draft.DisguisesCaller, DisguisesStaff = draft.DisguisesStaff,
            Bleeps = Bleep.Joined(draft.Bleeps), Until = days is { } own ? now.AddDays(own) : of.Until,
        };
    }

    private static async Task<Refusal?> Save(Database store, RecordingCopy copy, CancellationToken stop)
    {
        if (!await store.Recordings.AnyAsync(it => it.Id == copy.Recording && it.Key != null, stop)) return ListenToRecording.NoSuchRecording;
        if (await store.RecordingCopies.CountAsync(it => it.Recording == copy.Recording && it.State < CopyState.Failed, stop) >= MostCopies) return TooMany;

        store.Add(copy);
        return null;
    }

    private static Refusal? Flaws(RecordingRow of, CopyDraft draft) => new Flaws()
        .When(draft is { DisguisesCaller: false, DisguisesStaff: false, Bleeps.Count: 0 }, "disguisesCaller", "Choose whose voice is disguised, or a stretch that is bleeped out.")
        .AtMost(draft.Bleeps, "bleeps", MostBleeps)
        .When(draft.Bleeps.Any(it => it is null || !(it.From >= 0 && it.From < it.To && it.To <= of.Length.TotalSeconds + 1)), "bleeps", "A stretch begins before it ends, within the recording.")
        .In("copy");
}
