using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>An administrator predefines a role, changes it or takes it out of use; everybody who is in it follows at once.</summary>
public sealed class KeepRole(Database db, Settings settings, TellFloor floor)
{
    public const int MostRank = 99;

    private const int DescriptionLength = 1_000;

    public static readonly Refusal NoSuchRole = new("role.unknown", "There is no such role.");

    public sealed record RoleDraft(string Name, IReadOnlyList<RoleService> Services, string? Description = null, bool IsArchived = false);

    /// <param name="seen">Null: a new role.</param>
    public async Task<Outcome<RoutingRole>> Run(Viewer viewer, RoutingRoleId id, Seen? seen, RoleDraft draft, CancellationToken stop)
    {
        var row = await db.RoutingRoles.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchRole;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, draft, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new RoutingRole { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.Description, row.Services, row.IsArchived) = (draft.Name.Trim(), draft.Description?.Trim() ?? "", draft.Services, draft.IsArchived);
        var refusal = await settings.Keep(viewer, db, row, stop) ?? await floor.Run(viewer.Centre, stop);
        return refusal is null ? row : refusal;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, RoleDraft draft, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        return new Flaws()
            .Needs(draft.Name, "name")
            .AtMost(draft.Description, "description", DescriptionLength)
            .AtMost(draft.Services, "services", Limits.List)
            .When(draft.Services.DistinctBy(it => it.Service).Count() != draft.Services.Count, "services", "Each service may stand once.")
            .When(draft.Services.Select(it => it.Service).Except(services).Any(), "services", "There is no such service.")
            .When(draft.Services.Any(it => it.Rank is < 0 or > MostRank), "services", $"A rank is 0 to {MostRank}.")
            .When(draft.Services.Any(it => it.FromStep is < 0 or > ServiceDraft.MostSteps), "services", $"A step is 0 to {ServiceDraft.MostSteps}.")
            .When(draft.Services.Any(it => it.Channels.Distinct().Count() != it.Channels.Count), "services", "Each channel may stand once.")
            .In("role");
    }
}
