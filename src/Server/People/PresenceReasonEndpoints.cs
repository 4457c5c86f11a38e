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

/// <summary>Reasons for not being ready.</summary>
public static class PresenceReasonEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/presence-reasons", List).NeedsSignIn();
        api.MapGet("/presence-reasons/{id:guid}", Show).NeedsSignIn();
        api.MapPost("/presence-reasons", Create).Needs(Permission.PeopleWrite).TakesIdempotencyKey();
        api.MapPut("/presence-reasons/{id:guid}", Change).Needs(Permission.PeopleWrite).NeedsVersion();
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record PresenceReasonView(PresenceReasonId Id, Texts Name, bool IsWork, int Place, bool IsArchived, string Version);

    internal static PresenceReasonView View(PresenceReason it) =>
        new(it.Id, it.Name, it.IsWork, it.Place, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<PresenceReasonView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.PresenceReasons.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<PresenceReasonView>>([.. rows.OrderBy(it => it.Place).ThenBy(it => it.Id.Value).Select(View)]);
    }

    private static async Task<Results<Ok<PresenceReasonView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.PresenceReasons.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new PresenceReasonId(id), stop))
        .Shown(context, View, it => it.Version, KeepPresenceReason.NoSuchReason);

    private static async Task<Results<Created<PresenceReasonView>, ProblemHttpResult>> Create(
        KeepPresenceReason.PresenceReasonDraft draft, HttpContext context, KeepPresenceReason keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new PresenceReasonId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/presence-reasons/{it.Id.Value}");

    private static async Task<Results<Ok<PresenceReasonView>, ProblemHttpResult>> Change(
        Guid id, KeepPresenceReason.PresenceReasonDraft draft, HttpContext context, KeepPresenceReason keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new PresenceReasonId(id), it => context.Differs(it, "presence_reason"), draft, stop))
        .Changed(context, View, it => it.Version);
}
