using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Ledger;

/// <summary>Throws away what followers have made of the ledger, and makes it anew. A server that runs meanwhile notices and joins in.</summary>
public sealed class RebuildFollowers(IEnumerable<FollowerKind> kinds, Databases databases, TimeProvider time, ILogger<Followers> log)
{
    public static readonly Refusal NoSuchFollower = new("follower.unknown", "There is no follower of that name.");

    /// <param name="name">One follower; null: all.</param>
    /// <returns>How many events were read.</returns>
    public async Task<Outcome<long>> Run(string? name, CancellationToken stop)
    {
        var wanted = kinds.Where(it => name is null || it.Name == name).ToList();
        if (wanted.Count == 0) return NoSuchFollower;

        await using var db = databases.CreateDbContext();
        var read = 0L;
        foreach (var centre in await db.Centres.Select(it => it.Id).ToListAsync(stop))
        {
            foreach (var kind in wanted) read += await Run(centre, kind, stop);
        }
        return read;
    }

    public async Task<long> Run(CentreId centre, FollowerKind kind, CancellationToken stop)
    {
        await using (var db = databases.CreateDbContext())
        using (await databases.WriteGate(stop))
            await db.Cursors.Where(it => it.Centre == centre && it.Follower == kind.Name).ExecuteDeleteAsync(stop);

        return await CatchUp(centre, kind, stop);
    }

    /// <summary>Reads on from where the follower stands to the ledger's end. Answers how far that is.</summary>
    public Task<long> CatchUp(CentreId centre, FollowerKind kind, CancellationToken stop) =>
        new Following(kind.Name, centre, kind.For(centre), new Routing.Publication(), databases, time, log).CatchUp(stop);
}
