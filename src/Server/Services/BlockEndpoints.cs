using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>The block list.</summary>
public static class BlockEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/blocks", List).Needs(Permission.BlockWrite);
        api.MapPost("/blocks", Create).Needs(Permission.BlockWrite).TakesIdempotencyKey();
        api.MapDelete("/blocks/{id:guid}", Lift).Needs(Permission.BlockWrite);
    }

    /// <param name="Hint">Enough to recognise it; the address itself is not kept.</param>
    public sealed record BlockView(BlockId Id, BlockKind Kind, string Hint, string Cause, DateTimeOffset Since, DateTimeOffset Until, PersonId? By);

    private static BlockView View(Block it) => new(it.Id, it.Kind, it.Hint, it.Cause, it.Since, it.Until, it.By);

    private static async Task<Ok<IReadOnlyList<BlockView>>> List(HttpContext context, Database db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Blocks.VisibleTo(context.Viewer()).AsNoTracking().Where(it => it.Until > now)
            .OrderBy(it => it.Until).Take(Settings.MostOfAKind).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<BlockView>>([.. rows.Select(View)]);
    }

    private static async Task<Results<Created<BlockView>, ProblemHttpResult>> Create(
        BlockSender.BlockDraft draft, HttpContext context, BlockSender block, CancellationToken stop) =>
        (await block.Run(context.Viewer(), new BlockId(context.NewId()), draft, stop))
        .Created(context, View, it => it.Version, _ => "/api/v1/blocks");

    private static async Task<Results<NoContent, ProblemHttpResult>> Lift(Guid id, HttpContext context, LiftBlock lift, CancellationToken stop) =>
        await lift.Run(context.Viewer(), new BlockId(id), stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
}
