using System.Collections.Concurrent;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>What people on the staff are called, for the screens of the staff; read once, and again after a change.</summary>
public sealed class PeopleNames(Databases databases)
{
    private readonly ConcurrentDictionary<PersonId, string> known = new();

    /// <summary>The names of these people; who is gone for good has none.</summary>
    public async Task<IReadOnlyDictionary<PersonId, string>> Of(CentreId centre, IEnumerable<PersonId?> people, CancellationToken stop)
    {
        var wanted = people.OfType<PersonId>().Distinct().ToArray();
        var missing = wanted.Where(it => !known.ContainsKey(it)).ToArray();
        if (missing.Length > 0)
        {
            await using var db = databases.CreateDbContext();
            var found = await db.People.Where(it => it.Centre == centre && missing.Contains(it.Id)).Select(it => new { it.Id, it.Name }).ToListAsync(stop);
            foreach (var it in found) known[it.Id] = it.Name;
        }

        return wanted.Where(known.ContainsKey).ToDictionary(it => it, it => known[it]);
    }

    /// <summary>Somebody was renamed.</summary>
    public void Forget() => known.Clear();
}
