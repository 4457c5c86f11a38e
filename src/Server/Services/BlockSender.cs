using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>A supervisor puts somebody on the block list until a time.</summary>
public sealed class BlockSender(Database db, Settings settings, BlockList list, TimeProvider clock)
{
    private const int CauseLength = 500;

    public sealed record BlockDraft(BlockKind Kind, string Address, DateTimeOffset Until, string? Cause = null);

    public async Task<Outcome<Block>> Run(Viewer viewer, BlockId id, BlockDraft draft, CancellationToken stop)
    {
        if (await db.Blocks.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop) is { } repeated) return repeated;

        var now = clock.GetUtcNow();
        var flaws = new Flaws()
            .Needs(draft.Address, "address", Limits.Email)
            .When(draft.Kind == BlockKind.Email && !draft.Address.Contains('@', StringComparison.Ordinal), "address", "An e-mail address holds an @.")
            .When(draft.Kind == BlockKind.Phone && Block.Plain(draft.Kind, draft.Address).Length < 3, "address", "A phone number has at least three digits.")
            .AtMost(draft.Cause, "cause", CauseLength)
            .When(draft.Until <= now, "until", "The block must end later than now.")
            .When(draft.Until > now + Block.Longest, "until", "A block may last a year at most.");
        if (flaws.In("block") is { } refused) return refused;

        var row = new Block
        {
            Id = id, Centre = viewer.Centre, Kind = draft.Kind, Hash = Block.HashOf(list.KeyOf(viewer.Centre), draft.Kind, draft.Address),
            Hint = Block.HintOf(draft.Kind, draft.Address), Cause = draft.Cause?.Trim() ?? "", Since = now, Until = draft.Until.ToUniversalTime(), By = viewer.Person,
        };
        db.Add(row);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }
}
