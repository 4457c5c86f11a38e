using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>A supervisor puts a person in a role, or a person chooses one of those that he may take (cap 70, 71).</summary>
public sealed class SetRole(Database db, Settings settings, TimeProvider clock)
{
    public static readonly Refusal NotYours = new("role.forbidden", "You may not choose this role yourself. Ask a supervisor.");

    /// <param name="role">Null: no role, and so no contacts.</param>
    public async Task<Outcome<Person>> Run(Viewer viewer, PersonId person, RoutingRoleId? role, CancellationToken stop)
    {
        var row = await db.People.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == person && !it.IsArchived, stop);
        if (row is null) return KeepPerson.NoSuchPerson;
        if (role is { } wanted && !await db.RoutingRoles.VisibleTo(viewer).AnyAsync(it => it.Id == wanted && !it.IsArchived, stop)) return KeepRole.NoSuchRole;
        if (!viewer.May(Permission.PeopleSteer) && (viewer.Person != person || role is not { } own || !row.MayTake.Contains(own))) return NotYours;

        row.Role = role;
        var input = await PersonInput.Of(viewer, db, row, clock, stop);
        return await settings.Keep(viewer, db, row, stop, input) is { } refusal ? refusal : row;
    }
}
