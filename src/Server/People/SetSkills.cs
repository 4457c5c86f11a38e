using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>A supervisor says what a person can do, while the day runs.</summary>
public sealed class SetSkills(Database db, Settings settings, TimeProvider clock)
{
    public async Task<Outcome<Person>> Run(Viewer viewer, PersonId person, Seen seen, IReadOnlyList<PersonSkill> skills, CancellationToken stop)
    {
        var row = await db.People.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == person && !it.IsArchived, stop);
        if (row is null) return KeepPerson.NoSuchPerson;
        if (seen(row.Version) is { } differs) return differs;

        var known = await db.Skills.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        if (KeepPerson.SkillFlaws(skills, known).In("person") is { } flaws) return flaws;

        row.Skills = skills;
        var input = await PersonInput.Of(viewer, db, row, clock, stop);
        return await settings.Keep(viewer, db, row, stop, input) is { } refusal ? refusal : row;
    }
}
