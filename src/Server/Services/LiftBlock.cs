using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>A supervisor lifts a block; what told whom it meant is erased.</summary>
public sealed class LiftBlock(Database db, Settings settings, TimeProvider clock)
{
    public static readonly Refusal NoSuchBlock = new("block.unknown", "There is no such block.");

    public async Task<Refusal?> Run(Viewer viewer, BlockId id, CancellationToken stop)
    {
        var row = await db.Blocks.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (row is null) return NoSuchBlock;

        var now = clock.GetUtcNow();
        (row.Until, row.Hash, row.Hint, row.Cause) = (row.Until < now ? row.Until : now, "", "", "");
        return await settings.Keep(viewer, db, row, stop);
    }
}
