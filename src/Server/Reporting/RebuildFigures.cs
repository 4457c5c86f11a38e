using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Reporting;

/// <summary>Throws the figures away and counts them again from the ledger. A server that runs meanwhile notices and joins in.</summary>
public sealed class RebuildFigures(Databases databases)
{
    /// <summary>Answers how many events were counted.</summary>
    public async Task<long> Run(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var counted = 0L;
        foreach (var centre in await db.Centres.Select(it => it.Id).ToListAsync(stop)) counted += await Run(centre, stop);
        return counted;
    }

    public async Task<long> Run(CentreId centre, CancellationToken stop)
    {
        await Forget(centre, stop);
        await using var follower = await FigureFollower.Open(centre, databases, stop);
        await follower.CatchUp(stop);
        return follower.Sequence;
    }

    private async Task Forget(CentreId centre, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Cursors.Where(it => it.Centre == centre && it.Follower == FigureFollower.Name).ExecuteDeleteAsync(stop);
        await db.Stays.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
        await db.PersonTimes.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
        await db.PeopleNow.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
