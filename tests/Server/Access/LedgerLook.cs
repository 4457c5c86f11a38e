using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>What stands in a test centre's ledger.</summary>
internal static class LedgerLook
{
    public static async Task<List<string>> Kinds(this TestCentre centre, CancellationToken stop)
    {
        await using var db = centre.Server.Databases.CreateDbContext();
        return await db.Ledger.Where(it => it.Centre == centre.Id).OrderBy(it => it.Sequence).Select(it => it.Kind).ToListAsync(stop);
    }

    public static async Task<List<string>> Bodies(this TestCentre centre, CancellationToken stop)
    {
        await using var db = centre.Server.Databases.CreateDbContext();
        return await db.Ledger.Where(it => it.Centre == centre.Id).OrderBy(it => it.Sequence).Select(it => it.Body).ToListAsync(stop);
    }
}
