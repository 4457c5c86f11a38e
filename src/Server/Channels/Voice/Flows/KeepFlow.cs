using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>An administrator works on a flow's draft, names it, or takes it out of use. No caller notices before it is published.</summary>
public sealed class KeepFlow(Database db, Settings settings)
{
    /// <summary>The most flows of a centre.</summary>
    public const int Most = 200;

    public static readonly Refusal NoSuchFlow = new("flow.unknown", "There is no such flow.");
    public static readonly Refusal NoSuchSound = new("flow.sound.unknown", "A recording of this flow is not there. Upload it again.");
    public static readonly Refusal Used = new("flow.used", "A telephone number leads to this flow. Let the number lead elsewhere first.");

    /// <summary>May have mistakes; they are told, and it is not published before they are mended.</summary>
    public sealed record FlowDraft(string Name, FlowDefinition Definition, bool IsArchived = false);

    /// <summary>Flows lead to services of every commissioner: who may see only some of those sees none.</summary>
    public static IQueryable<Flow> Seen(Database db, Viewer viewer)
    {
        var mayAll = viewer.Commissioners is null;
        return db.Flows.VisibleTo(viewer).Where(it => mayAll);
    }

    /// <param name="seen">Null: a new flow.</param>
    public async Task<Outcome<Flow>> Run(Viewer viewer, FlowId id, Seen? seen, FlowDraft draft, CancellationToken stop)
    {
        var row = await Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null || viewer.Commissioners is not null) return NoSuchFlow;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (FlowBounds.Of(draft) is { } flaws) return flaws;
        if (row is null && await db.Flows.VisibleTo(viewer).CountAsync(stop) >= Most) return Settings.TooMany;

        var definition = FlowBounds.Kept(draft.Definition);
        if (!await KeepFlowSound.HasAll(db, id, definition, stop)) return NoSuchSound;

        if (row is null) db.Add(row = new Flow { Id = id, Centre = viewer.Centre, Name = draft.Name, Draft = definition, HasDraftChanges = true });
        (row.Name, row.Draft, row.IsArchived) = (draft.Name.Trim(), definition, draft.IsArchived);
        row.HasDraftChanges = await Differs(db, row, stop);
        return await settings.Keep(viewer, db, row, stop, mayNot: (store, token) => WhyUsed(store, row, token)) is { } refusal ? refusal : row;
    }

    /// <summary>The draft says something else than what new calls go into.</summary>
    internal static async Task<bool> Differs(Database db, Flow row, CancellationToken stop)
    {
        var published = row.Published is { } number
            ? await db.FlowVersions.AsNoTracking().Where(it => it.Flow == row.Id && it.Number == number).Select(it => it.Definition).SingleOrDefaultAsync(stop)
            : null;
        return published is null || StoredJson.Text(published) != StoredJson.Text(row.Draft);
    }

    private static async Task<Refusal?> WhyUsed(Database store, Flow row, CancellationToken stop) =>
        row.IsArchived && await store.Numbers.AnyAsync(it => it.Flow == row.Id && !it.IsArchived, stop) ? Used : null;
}
