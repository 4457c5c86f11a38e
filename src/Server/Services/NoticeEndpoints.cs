using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Temporary notices, as supervisors keep them and as citizens read them.</summary>
public static class NoticeEndpoints
{
    /// <summary>How long a notice that has ended still stands in the supervisors' list.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", List).Needs(Permission.ServiceRead);
        api.MapPost("/notices", Create).Needs(Permission.ServiceSteer).TakesIdempotencyKey();
        api.MapPut("/notices/{id:guid}", Change).Needs(Permission.ServiceSteer).NeedsVersion();
        api.MapGet("/public/centres/{centre}/notices", ListPublic).ForAll();
    }

    /// <param name="IsShown">It holds now.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record NoticeView(
        NoticeId Id, Texts Text, IReadOnlyList<ServiceId> Services, NoticeKind Kind, DateTimeOffset From, DateTimeOffset Until, bool IsShown, string Version);

    private static NoticeView View(Notice it, DateTimeOffset now) =>
        new(it.Id, it.Text, it.Services, it.Kind, it.From, it.Until, it.HoldsAt(now), Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<NoticeView>>> List(HttpContext context, Database db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Notices.VisibleTo(context.Viewer()).AsNoTracking().Where(it => it.Until > now - Shown)
            .OrderByDescending(it => it.Until).Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<NoticeView>>([.. rows.Select(it => View(it, now))]);
    }

    private static async Task<Results<Created<NoticeView>, ProblemHttpResult>> Create(
        KeepNotice.NoticeDraft draft, HttpContext context, KeepNotice keep, TimeProvider clock, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new NoticeId(context.NewId()), null, draft, stop))
        .Created(context, it => View(it, clock.GetUtcNow()), it => it.Version, _ => "/api/v1/notices");

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> Change(
        Guid id, KeepNotice.NoticeDraft draft, HttpContext context, KeepNotice keep, TimeProvider clock, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new NoticeId(id), it => context.Differs(it, "notice"), draft, stop))
        .Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);

    /// <param name="centre">The centre's key.</param>
    /// <param name="service">A service's key; without it, only what is about the whole centre.</param>
    private static async Task<Ok<IReadOnlyList<PublicNotice>>> ListPublic(string centre, string? service, ShowNotices show, CancellationToken stop) =>
        TypedResults.Ok(await show.Run(centre, service, stop));
}
