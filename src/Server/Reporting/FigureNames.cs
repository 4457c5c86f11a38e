using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>What the things in a file of figures are called.</summary>
public sealed record FigureNames(IReadOnlyDictionary<Guid, string> Services, IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Reasons)
{
    public static async Task<FigureNames> Load(Database db, Viewer viewer, string language, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().ToListAsync(stop);
        var people = await db.People.VisibleTo(viewer).AsNoTracking().Select(it => new { it.Id, it.Name }).ToListAsync(stop);
        return new(services.ToDictionary(it => it.Id.Value, it => it.Name.Best(language)), people.ToDictionary(it => it.Id.Value, it => it.Name), new Dictionary<Guid, string>());
    }

    public string? Service(Guid? id) => Of(Services, id);

    public string? Person(Guid? id) => Of(People, id);

    public string? Reason(Guid? id) => Of(Reasons, id);

    private static string? Of(IReadOnlyDictionary<Guid, string> names, Guid? id) =>
        id is { } known ? names.GetValueOrDefault(known) ?? known.ToString() : null;
}
