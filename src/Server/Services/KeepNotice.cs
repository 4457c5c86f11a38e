using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>A supervisor puts up a temporary notice, changes it, or takes it down by ending it now.</summary>
public sealed class KeepNotice(Database db, Settings settings, TimeProvider clock)
{
    public const int MostLength = 1_000;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static readonly Refusal NoSuchNotice = new("notice.unknown", "There is no such notice.");

    /// <param name="Services">None: all of the centre's.</param>
    /// <param name="From">Null: from now on.</param>
    public sealed record NoticeDraft(Texts Text, IReadOnlyList<ServiceId> Services, NoticeKind Kind, DateTimeOffset Until, DateTimeOffset? From = null);

    /// <param name="seen">Null: a new notice.</param>
    public async Task<Outcome<Notice>> Run(Viewer viewer, NoticeId id, Seen? seen, NoticeDraft draft, CancellationToken stop)
    {
        var row = await db.Notices.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchNotice;
        if (row is not null && seen!(row.Version) is { } differs) return differs;

        var from = draft.From?.ToUniversalTime() ?? row?.From ?? clock.GetUtcNow();
        if (await Flaws(viewer, draft, from, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Notice { Id = id, Centre = viewer.Centre, Text = draft.Text });
        (row.Text, row.Services, row.Kind, row.From, row.Until) = (draft.Text.Trimmed(), draft.Services, draft.Kind, from, draft.Until.ToUniversalTime());
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, NoticeDraft draft, DateTimeOffset from, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        return new Flaws()
            .Needs(draft.Text, "text", MostLength)
            .AtMost(draft.Services, "services", Limits.List)
            .When(draft.Services.Except(services).Any(), "services", "There is no such service.")
            .When(draft.Until < from, "until", "The notice must end later than it begins.")
            .When(draft.Until - from > Longest, "until", "A notice may stand for a year at most.")
            .When(viewer.Commissioners is not null && draft.Services.Count == 0, "services", "Choose which services the notice is about.")
            .In("notice");
    }
}
