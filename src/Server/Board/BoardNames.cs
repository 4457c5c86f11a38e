using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>What the board's ids are called and whom they belong to, as the tables say.</summary>
internal sealed record BoardNames(
    Centre Centre, IReadOnlyDictionary<ServiceId, Service> Services, IReadOnlyDictionary<PersonId, Person> People, int SetAside,
    IReadOnlyDictionary<ServiceId, int> Callbacks)
{
    public static async Task<BoardNames> Load(Databases databases, CentreId centre, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return new BoardNames(
            await db.Centres.AsNoTracking().SingleAsync(it => it.Id == centre, stop),
            await db.Services.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).ToDictionaryAsync(it => it.Id, stop),
            await db.People.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).ToDictionaryAsync(it => it.Id, stop),
            await db.SetAside.CountAsync(it => it.Centre == centre, stop),
            await db.Callbacks.Where(it => it.Centre == centre && it.EndedAt == null).GroupBy(it => it.Service)
                .Select(it => new { Service = it.Key, Count = it.Count() }).ToDictionaryAsync(it => it.Service, it => it.Count, stop));
    }
}
