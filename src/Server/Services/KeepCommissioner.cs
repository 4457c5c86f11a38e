using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator adds a commissioner, renames it, or puts it aside.</summary>
public sealed class KeepCommissioner(Database db, Settings settings)
{
    public static readonly Refusal NoSuchCommissioner = new("commissioner.unknown", "There is no such commissioner.");
    public static readonly Refusal HasServices = new("commissioner.has_services", "Services are run for this commissioner. Archive them first.");

    public sealed record CommissionerDraft(string Name, bool IsArchived = false);

    /// <param name="seen">Null: a new commissioner.</param>
    public async Task<Outcome<Commissioner>> Run(Viewer viewer, CommissionerId id, Seen? seen, CommissionerDraft draft, CancellationToken stop)
    {
        var row = await db.Commissioners.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchCommissioner;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (new Flaws().Needs(draft.Name, "name").In("commissioner") is { } flaws) return flaws;
        if (draft.IsArchived && await db.Services.VisibleTo(viewer).AnyAsync(it => it.Commissioner == id && !it.IsArchived, stop)) return HasServices;

        if (row is null) db.Add(row = new Commissioner { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.IsArchived) = (draft.Name.Trim(), draft.IsArchived);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }
}
