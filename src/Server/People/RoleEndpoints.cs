using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>Predefined roles: which services whoever is in one answers.</summary>
public static class RoleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/roles", List).Needs(Permission.PeopleRead);
        api.MapGet("/roles/{id:guid}", Show).Needs(Permission.PeopleRead);
        api.MapPost("/roles", Create).Needs(Permission.PeopleWrite).TakesIdempotencyKey();
        api.MapPut("/roles/{id:guid}", Change).Needs(Permission.PeopleWrite).NeedsVersion();
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record RoleView(RoutingRoleId Id, string Name, string Description, IReadOnlyList<RoleService> Services, bool IsArchived, string Version);

    internal static RoleView View(RoutingRole it) =>
        new(it.Id, it.Name, it.Description, it.Services, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<RoleView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.RoutingRoles.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<RoleView>>([.. rows.OrderBy(it => it.Name, StringComparer.Ordinal).Select(View)]);
    }

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.RoutingRoles.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new RoutingRoleId(id), stop))
        .Shown(context, View, it => it.Version, KeepRole.NoSuchRole);

    private static async Task<Results<Created<RoleView>, ProblemHttpResult>> Create(
        KeepRole.RoleDraft draft, HttpContext context, KeepRole keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new RoutingRoleId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/roles/{it.Id.Value}");

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> Change(
        Guid id, KeepRole.RoleDraft draft, HttpContext context, KeepRole keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new RoutingRoleId(id), it => context.Differs(it, "role"), draft, stop))
        .Changed(context, View, it => it.Version);
}
