using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>An administrator registers what makes recording a service's calls lawful, and switches it on or off; the next call meets it.</summary>
public sealed class KeepRecordingRule(Database db, Settings settings, TimeProvider clock)
{
    public const int LongestAnnouncement = 800;
    public const int LongestText = 2_000;
    public const int MostDays = 3_650;

    public static readonly Refusal NoSuchService = KeepService.NoSuchService;

    /// <param name="Days">So many days a recording is kept.</param>
    /// <param name="CopyDays">So many days a copy with disguised voices is kept; null: not longer than the recording.</param>
    public sealed record RecordingDraft(bool IsOn, LegalBasis? Basis, string Purpose, DateOnly? AgreedOn, string Agreement, Texts Announcement, int Days, int? CopyDays = null);

    public async Task<Outcome<RecordingRule>> Run(Viewer viewer, ServiceId service, Seen seen, RecordingDraft draft, CancellationToken stop)
    {
        if (!await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == service, stop)) return NoSuchService;

        var row = await db.RecordingRules.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Service == service, stop);
        if (seen(row?.Version ?? Guid.Empty) is { } differs) return differs;
        if (await Flaws(viewer, service, draft, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new RecordingRule { Service = service, Centre = viewer.Centre });
        (row.IsOn, row.Basis, row.AgreedOn, row.Days, row.CopyDays) = (draft.IsOn, draft.Basis, draft.AgreedOn, draft.Days, draft.CopyDays);
        (row.Purpose, row.Agreement, row.Announcement) = (draft.Purpose.Trim(), draft.Agreement.Trim(), draft.Announcement.Trimmed());
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, ServiceId service, RecordingDraft draft, CancellationToken stop)
    {
        var spoken = await db.Numbers.VisibleTo(viewer).Where(it => it.Service == service && !it.IsArchived && !it.IsFax).Select(it => it.Language).ToListAsync(stop);
        var missing = spoken.Select(it => it.Code).Distinct(StringComparer.Ordinal).Where(it => string.IsNullOrWhiteSpace(draft.Announcement.In.GetValueOrDefault(it)));
        var flaws = new Flaws()
            .AtMost(draft.Purpose, "purpose", LongestText)
            .AtMost(draft.Agreement, "agreement", LongestText)
            .AtMost(draft.Announcement, "announcement", LongestAnnouncement)
            .When(draft.AgreedOn > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(1)), "agreedOn", "The agreement with the staff must have been made already.")
            .Between(draft.Days, 1, MostDays, "days")
            .Between(draft.CopyDays ?? 1, 1, MostDays, "copyDays");
        if (!draft.IsOn) return flaws.In("recording");

        return flaws
            .When(draft.Basis is null, "basis", "Register the legal basis before recording is switched on.")
            .Needs(draft.Purpose, "purpose", LongestText)
            .When(draft.AgreedOn is null, "agreedOn", "Register the day of the agreement with the staff before recording is switched on.")
            .Needs(draft.Agreement, "agreement", LongestText)
            .Needs(draft.Announcement, "announcement", LongestAnnouncement)
            .When(missing.Any(), "announcement", "Write the announcement in every language of the service's telephone numbers.")
            .In("recording");
    }
}
