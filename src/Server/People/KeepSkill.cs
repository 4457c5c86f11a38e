using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>An administrator adds a skill, renames it or takes it out of use.</summary>
public sealed class KeepSkill(Database db, Settings settings)
{
    private const int DescriptionLength = 2_000;

    public static readonly Refusal NoSuchSkill = new("skill.unknown", "There is no such skill.");

    public sealed record SkillDraft(Texts Name, Texts? Description = null, bool IsArchived = false);

    /// <param name="seen">Null: a new skill.</param>
    public async Task<Outcome<Skill>> Run(Viewer viewer, SkillId id, Seen? seen, SkillDraft draft, CancellationToken stop)
    {
        var row = await db.Skills.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchSkill;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (new Flaws().Needs(draft.Name, "name").AtMost(draft.Description, "description", DescriptionLength).In("skill") is { } flaws) return flaws;

        if (row is null) db.Add(row = new Skill { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.Description, row.IsArchived) = (draft.Name.Trimmed(), draft.Description?.Trimmed() ?? Texts.Of(), draft.IsArchived);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }
}
