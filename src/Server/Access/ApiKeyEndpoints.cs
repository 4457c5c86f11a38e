using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Keys with which other systems use the API.</summary>
public static class ApiKeyEndpoints
{
    public static readonly Refusal NoSuchKey = new("api_key.unknown", "There is no such key.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/api-keys", List).Needs(Permission.AccessWrite);
        api.MapPost("/api-keys", Make).Needs(Permission.AccessWrite).TakesIdempotencyKey();
        api.MapDelete("/api-keys/{id:guid}", Revoke).Needs(Permission.AccessWrite);
    }

    /// <summary>A key of another system.</summary>
    /// <param name="Prefix">How it begins.</param>
    /// <param name="UsedAt">To the minute; null: never.</param>
    public sealed record ApiKeyView(
        Guid Id, string Name, string Prefix, IReadOnlyList<string> Permissions, IReadOnlyList<Guid>? Commissioners,
        Guid MadeBy, DateTimeOffset MadeAt, DateTimeOffset? EndsAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

    /// <summary>A key that was just made.</summary>
    /// <param name="Secret">The key itself; it is never shown again.</param>
    public sealed record NewApiKeyView(ApiKeyView Key, string Secret);

    /// <param name="Commissioners">Those whose data it opens; null: all of the centre's.</param>
    /// <param name="EndsAt">Null: in force until it is revoked.</param>
    public sealed record MakeApiKeyRequest(
        [MinLength(1), MaxLength(Limits.Name)] string Name, [MaxLength(100)] IReadOnlyList<string> Permissions,
        [MaxLength(Rights.MostCommissioners)] IReadOnlyList<Guid>? Commissioners = null, DateTimeOffset? EndsAt = null);

    private static async Task<Ok<IReadOnlyList<ApiKeyView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.ApiKeys.VisibleTo(context.Viewer()).AsNoTracking().OrderByDescending(it => it.MadeAt).Take(MakeApiKey.Most * 2).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<ApiKeyView>>([.. rows.Select(ViewOf)]);
    }

    private static async Task<Results<Ok<NewApiKeyView>, ProblemHttpResult>> Make(MakeApiKeyRequest request, HttpContext context, MakeApiKey make, CancellationToken stop)
    {
        var command = new MakeApiKey.Command(new ApiKeyId(context.NewId()), request.Name, request.Permissions, request.Commissioners, request.EndsAt);
        return (await make.Run(context.Viewer(), command, stop)).Succeeded(out var made, out var refusal)
            ? TypedResults.Ok(new NewApiKeyView(ViewOf(made.Row), made.Key))
            : Problem.Of(refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id, HttpContext context, Database db, AccessLedger ledger, TimeProvider clock, CancellationToken stop)
    {
        var (viewer, key) = (context.Viewer(), new ApiKeyId(id));
        if (viewer.Person is not { } by) return Problem.Of(MakeApiKey.ForPeopleOnly);

        var row = await db.ApiKeys.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == key, stop);
        if (row is null) return Problem.Of(NoSuchKey);
        if (row.RevokedAt is not null) return TypedResults.NoContent();

        var now = clock.GetUtcNow();
        var refusal = await ledger.Keep(viewer.Centre, [new ApiKeyRevoked(key, by)], async (store, token) =>
        {
            (await store.ApiKeys.SingleAsync(it => it.Id == key, token)).RevokedAt ??= now;
            return null;
        }, stop);
        return refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
    }

    private static ApiKeyView ViewOf(ApiKey it) => new(
        it.Id.Value, it.Name, it.Prefix, it.Permissions, it.Commissioners, it.MadeBy.Value, it.MadeAt, it.EndsAt, it.UsedAt, it.RevokedAt);
}
