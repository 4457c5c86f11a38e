using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Whom services are run for.</summary>
public static class CommissionerEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/commissioners", List).Needs(Permission.ServiceRead);
        api.MapGet("/commissioners/{id:guid}", Show).Needs(Permission.ServiceRead);
        api.MapPost("/commissioners", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        api.MapPut("/commissioners/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record CommissionerView(CommissionerId Id, string Name, bool IsArchived, string Version);

    internal static CommissionerView View(Commissioner it) =>
        new(it.Id, it.Name, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<CommissionerView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Commissioners.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<CommissionerView>>([.. rows.OrderBy(it => it.Name, StringComparer.Ordinal).Select(View)]);
    }

    private static async Task<Results<Ok<CommissionerView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.Commissioners.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new CommissionerId(id), stop))
        .Shown(context, View, it => it.Version, KeepCommissioner.NoSuchCommissioner);

    private static async Task<Results<Created<CommissionerView>, ProblemHttpResult>> Create(
        KeepCommissioner.CommissionerDraft draft, HttpContext context, KeepCommissioner keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new CommissionerId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/commissioners/{it.Id.Value}");

    private static async Task<Results<Ok<CommissionerView>, ProblemHttpResult>> Change(
        Guid id, KeepCommissioner.CommissionerDraft draft, HttpContext context, KeepCommissioner keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new CommissionerId(id), it => context.Differs(it, "commissioner"), draft, stop))
        .Changed(context, View, it => it.Version);
}
