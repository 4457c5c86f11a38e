using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>By what a sender may be on the block list.</summary>
public readonly record struct Sender(BlockKind Kind, string Address);

/// <summary>Tells whether a contact comes from somebody on the centre's block list.</summary>
public sealed class BlockList(Databases databases, MasterKey master, TimeProvider clock)
{
    private readonly Func<Database, CentreId, DateTimeOffset, Task<bool>> holdsAny =
        EF.CompileAsyncQuery((Database db, CentreId centre, DateTimeOffset now) => db.Blocks.Any(it => it.Centre == centre && it.Until > now));

    /// <summary>Under what a centre's addresses are hashed: a key that follows from the master key and lies in no database.</summary>
    public byte[] KeyOf(CentreId centre) => master.Derive($"blocks {centre.Value:N}");

    /// <summary>Whether anybody at all is on the list: most centres need not ask further.</summary>
    public async Task<bool> HasAny(CentreId centre)
    {
        await using var db = databases.CreateDbContext();
        return await holdsAny(db, centre, clock.GetUtcNow());
    }

    /// <param name="senders">All that is known of the sender; blank addresses are left out.</param>
    public async Task<bool> Holds(CentreId centre, IEnumerable<Sender> senders, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        if (!await holdsAny(db, centre, now)) return false;

        var key = KeyOf(centre);
        var hashes = senders.Where(it => !string.IsNullOrWhiteSpace(it.Address)).Select(it => Block.HashOf(key, it.Kind, it.Address)).ToArray();
        return await db.Blocks.AnyAsync(it => it.Centre == centre && hashes.Contains(it.Hash) && it.Until > now, stop);
    }
}
