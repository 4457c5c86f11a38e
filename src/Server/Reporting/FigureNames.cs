using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>What the things in a file of figures are called.</summary>
public sealed record FigureNames(IReadOnlyDictionary<ServiceId, string> Services, IReadOnlyDictionary<PersonId, string> People, IReadOnlyDictionary<ReasonId, string> Reasons)
{
    public static async Task<FigureNames> Load(Database db, Viewer viewer, string language, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().ToListAsync(stop);
        var people = await db.People.VisibleTo(viewer).AsNoTracking().Select(it => new { it.Id, it.Name }).ToListAsync(stop);
        var reasons = await db.Reasons.VisibleTo(viewer).AsNoTracking().ToListAsync(stop);
        return new(
            services.ToDictionary(it => it.Id, it => it.Name.Best(language)), people.ToDictionary(it => it.Id, it => it.Name),
            reasons.ToDictionary(it => it.Id, it => it.Name.Best(language)));
    }

    public string? Service(ServiceId? id) => Of(Services, id);

    public string? Person(PersonId? id) => Of(People, id);

    public string? Reason(ReasonId? id) => Of(Reasons, id);

    private static string? Of<TId>(IReadOnlyDictionary<TId, string> names, TId? id)
        where TId : struct => id is { } known ? names.GetValueOrDefault(known) : null;
}
