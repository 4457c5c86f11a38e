using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>The tree of contact reasons.</summary>
public static class ReasonEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reasons", List).NeedsSignIn();
        api.MapGet("/reasons/{id:guid}", Show).NeedsSignIn();
        api.MapPost("/reasons", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        api.MapPut("/reasons/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record ReasonView(ReasonId Id, ServiceId? Service, ReasonId? Parent, Texts Name, int Place, bool IsArchived, string Version);

    internal static ReasonView View(Reason it) =>
        new(it.Id, it.Service, it.Parent, it.Name, it.Place, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<ReasonView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Reasons.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<ReasonView>>([.. rows.OrderBy(it => it.Place).ThenBy(it => it.Id.Value).Select(View)]);
    }

    private static async Task<Results<Ok<ReasonView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.Reasons.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new ReasonId(id), stop))
        .Shown(context, View, it => it.Version, KeepReason.NoSuchReason);

    private static async Task<Results<Created<ReasonView>, ProblemHttpResult>> Create(
        KeepReason.ReasonDraft draft, HttpContext context, KeepReason keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new ReasonId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/reasons/{it.Id.Value}");

    private static async Task<Results<Ok<ReasonView>, ProblemHttpResult>> Change(
        Guid id, KeepReason.ReasonDraft draft, HttpContext context, KeepReason keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new ReasonId(id), it => context.Differs(it, "reason"), draft, stop))
        .Changed(context, View, it => it.Version);
}
