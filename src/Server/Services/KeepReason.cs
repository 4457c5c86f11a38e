using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator creates a contact reason, moves it in the tree, renames it or takes it out of use.</summary>
public sealed class KeepReason(Database db, Settings settings)
{
    public static readonly Refusal NoSuchReason = new("reason.unknown", "There is no such reason.");

    public sealed record ReasonDraft(Texts Name, int Place, ServiceId? Service = null, ReasonId? Parent = null, bool IsArchived = false);

    /// <param name="seen">Null: a new reason.</param>
    public async Task<Outcome<Reason>> Run(Viewer viewer, ReasonId id, Seen? seen, ReasonDraft draft, CancellationToken stop)
    {
        var all = await db.Reasons.VisibleTo(viewer).ToDictionaryAsync(it => it.Id, stop);
        var row = all.GetValueOrDefault(id);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchReason;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, id, draft, all, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Reason { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.Service, row.Parent, row.Place, row.IsArchived) = (draft.Name.Trimmed(), draft.Service, draft.Parent, draft.Place, draft.IsArchived);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, ReasonId id, ReasonDraft draft, Dictionary<ReasonId, Reason> all, CancellationToken stop) => new Flaws()
        .Needs(draft.Name, "name")
        .Between(draft.Place, 0, Settings.MostOfAKind, "place")
        .When(draft.Service is { } service && !await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == service, stop), "service", "There is no such service.")
        .When(draft.Parent is { } parent && !all.ContainsKey(parent), "parent", "There is no such reason to put it under.")
        .When(draft.Parent is { } under && all.TryGetValue(under, out var above) && above.Service != draft.Service, "parent", "A reason belongs to the same service as the one above it.")
        .When(Above(draft.Parent, all).Contains(id), "parent", "A reason cannot be put under itself.")
        .When(Above(draft.Parent, all).Count + Depth(id, all) > Reason.MostLevels, "parent", $"The tree may have {Reason.MostLevels} levels.")
        .In("reason");

    /// <summary>The reasons from a place in the tree up to its root.</summary>
    private static List<ReasonId> Above(ReasonId? from, Dictionary<ReasonId, Reason> all)
    {
        var path = new List<ReasonId>();
        for (var at = from; at is { } id && path.Count <= Reason.MostLevels; at = all.GetValueOrDefault(id)?.Parent) path.Add(id);
        return path;
    }

    /// <summary>How many levels a reason and what is under it take.</summary>
    private static int Depth(ReasonId id, Dictionary<ReasonId, Reason> all, int most = Reason.MostLevels) =>
        1 + (most == 0 ? 0 : all.Values.Where(it => it.Parent == id && it.Id != id).Select(it => Depth(it.Id, all, most - 1)).DefaultIfEmpty(0).Max());
}
