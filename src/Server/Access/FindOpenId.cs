using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Which sign-in service a visitor is offered before anybody knows who he is.</summary>
public sealed class FindOpenId(Database db)
{
    /// <param name="key">The centre's key; null: the only centre of this installation, so that no centre's name is told to another's people.</param>
    public async Task<OpenIdSetup?> Run(string? key, CancellationToken stop)
    {
        var centres = await db.Centres.AsNoTracking().Where(it => key == null || it.Key == key).Select(it => it.Id).Take(2).ToListAsync(stop);
        if (centres is not [var only]) return null;

        return await db.OpenIdSetups.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == only && it.IsOn, stop);
    }
}
