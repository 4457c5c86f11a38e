using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>An administrator lets new calls go into a flow's draft, or again into a version from before. Calls that are in a flow keep their version.</summary>
public sealed class PublishFlow(Database db, Settings settings, LookUpOptions lookUps, TimeProvider clock)
{
    public static readonly Refusal Mistaken = new("flow.mistaken", "The flow has mistakes. Mend them first.");
    public static readonly Refusal NoSuchVersion = new("flow.version.unknown", "There is no such version of the flow.");
    public static readonly Refusal Archived = new("flow.archived", "The flow is out of use.");

    /// <param name="Comment">What is new in it.</param>
    public sealed record FlowComment(string? Comment = null);

    /// <summary>A draft that is published already is not published again.</summary>
    public async Task<Outcome<Flow>> Run(Viewer viewer, FlowId id, FlowComment said, CancellationToken stop)
    {
        if (await KeepFlow.Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop) is not { } row) return KeepFlow.NoSuchFlow;
        if (row.IsArchived) return Archived;
        if (new Flaws().AtMost(said.Comment, "comment", Limits.Name).In("flow") is { } flaws) return flaws;
        if ((await Mistakes(viewer.Centre, row.Draft, stop)).Count > 0) return Mistaken;
        if (!row.HasDraftChanges) return row;

        var number = await db.FlowVersions.Where(it => it.Flow == id).MaxAsync(it => (int?)it.Number, stop) + 1 ?? 1;
        var version = new FlowVersion
        {
            Flow = id, Number = number, Centre = viewer.Centre, Definition = row.Draft, At = clock.GetUtcNow(), By = viewer.Person, Comment = said.Comment?.Trim() ?? "",
        };
        (row.Published, row.HasDraftChanges) = (number, false);
        return await settings.Keep(viewer, db, row, stop, mayNot: (store, _) => Add(store, version)) is { } refusal ? refusal : row;
    }

    public async Task<Outcome<Flow>> GoBack(Viewer viewer, FlowId id, int number, CancellationToken stop)
    {
        if (await KeepFlow.Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop) is not { } row) return KeepFlow.NoSuchFlow;
        if (row.IsArchived) return Archived;
        if (await db.FlowVersions.AsNoTracking().SingleOrDefaultAsync(it => it.Flow == id && it.Number == number, stop) is not { } version) return NoSuchVersion;
        if ((await Mistakes(viewer.Centre, version.Definition, stop)).Count > 0) return Mistaken; // a service may have gone since

        row.Published = number;
        row.HasDraftChanges = await KeepFlow.Differs(db, row, stop);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    internal async Task<IReadOnlyList<FlowMistake>> Mistakes(CentreId centre, FlowDefinition flow, CancellationToken stop)
    {
        var services = await db.Services.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).ToListAsync(stop);
        return CheckFlow.Of(flow, Taking(services, Channel.Voice), Taking(services, Channel.VoiceMessage), it => lookUps.Find(it) is not null);
    }

    private static HashSet<ServiceId> Taking(IEnumerable<Service> services, Channel channel) =>
        [.. services.Where(it => it.Channels.Any(way => way.Rule.Channel == channel)).Select(it => it.Id)];

    private static Task<Refusal?> Add(Database store, FlowVersion version)
    {
        store.Add(version);
        return Task.FromResult<Refusal?>(null);
    }
}
