using Isberg.Access;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>Works out what the floor has to be told about a person who is being changed, and keeps it in his row.</summary>
internal static class PersonInput
{
    public static async Task<Input> Of(Viewer viewer, Database db, Person row, TimeProvider clock, CancellationToken stop)
    {
        row.Told = null;
        if (row.IsArchived) return new PersonRemoved(row.Id);

        var centre = await db.Centres.VisibleTo(viewer).AsNoTracking().SingleAsync(stop);
        var role = await db.RoutingRoles.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == row.Role, stop);
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone)).DateTime;
        row.Rule = PersonRules.Of(row, role, DateOnly.FromDateTime(today));
        row.Told = ServiceRules.HashOf(row.Rule);
        return new PersonChanged(row.Rule);
    }
}
