using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>An administrator adds a reason for not being ready, changes it or takes it out of use.</summary>
public sealed class KeepPresenceReason(Database db, Settings settings)
{
    public static readonly Refusal NoSuchReason = new("presence_reason.unknown", "There is no such reason.");

    public sealed record PresenceReasonDraft(Texts Name, bool IsWork, int Place, bool IsArchived = false);

    /// <param name="seen">Null: a new reason.</param>
    public async Task<Outcome<PresenceReason>> Run(Viewer viewer, PresenceReasonId id, Seen? seen, PresenceReasonDraft draft, CancellationToken stop)
    {
        var row = await db.PresenceReasons.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchReason;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (new Flaws().Needs(draft.Name, "name").Between(draft.Place, 0, Settings.MostOfAKind, "place").In("presence_reason") is { } flaws) return flaws;

        if (row is null) db.Add(row = new PresenceReason { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.IsWork, row.Place, row.IsArchived) = (draft.Name.Trimmed(), draft.IsWork, draft.Place, draft.IsArchived);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }
}
