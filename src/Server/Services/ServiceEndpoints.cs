using Isberg.Access;
using Isberg.Api;
using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Services as they are administered, and opening or closing one by hand.</summary>
public static class ServiceEndpoints
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/services", List).Needs(Permission.ServiceRead);
        api.MapGet("/services/{id:guid}", Show).Needs(Permission.ServiceRead);
        api.MapGet("/services/{id:guid}/reach", ShowReach).Needs(Permission.ServiceRead);
        api.MapPost("/services", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey().AcceptsUpTo(MostBytes);
        api.MapPut("/services/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion().AcceptsUpTo(MostBytes);
        api.MapPut("/services/{id:guid}/channels/{channel}/opening", Open).Needs(Permission.ServiceSteer);
    }

    /// <param name="Manual">Channels that are open or closed by hand just now.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record ServiceView(
        ServiceId Id, CommissionerId Commissioner, string Key, Texts Name, Texts Description, Texts Script, IReadOnlyList<ChannelSetup> Channels,
        IReadOnlyList<ManualOpening> Manual, IReadOnlyList<string> AllowedOrigins, FormSetup Form, bool IsArchived, string Version);

    /// <summary>Who may answer a service, by role; before anybody has signed in.</summary>
    public sealed record ReachView(IReadOnlyList<ChannelReach> Channels);

    /// <param name="AtOnce">Those whose role has them answer from the start.</param>
    /// <param name="Later">Those who join when the need has been eased.</param>
    /// <param name="Beginners">Of those at once: offered only while a more experienced colleague is signed in.</param>
    public sealed record ChannelReach(Channel Channel, int AtOnce, int Later, int Beginners);

    internal static ServiceView View(Service it, DateTimeOffset now) => new(
        it.Id, it.Commissioner, it.Key, it.Name, it.Description, it.Script, it.Channels, [.. it.Manual.Where(manual => manual.HoldsAt(now))],
        it.AllowedOrigins, it.Form, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<ServiceView>>> List(HttpContext context, Database db, TimeProvider clock, CancellationToken stop)
    {
        var rows = await db.Services.VisibleTo(context.Viewer()).AsNoTracking().OrderBy(it => it.Key).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<ServiceView>>([.. rows.Select(it => View(it, clock.GetUtcNow()))]);
    }

    private static async Task<Results<Ok<ServiceView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, TimeProvider clock, CancellationToken stop) =>
        (await db.Services.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new ServiceId(id), stop))
        .Shown(context, it => View(it, clock.GetUtcNow()), it => it.Version, KeepService.NoSuchService);

    private static async Task<Results<Ok<ReachView>, ProblemHttpResult>> ShowReach(Guid id, HttpContext context, Database db, CancellationToken stop)
    {
        var viewer = context.Viewer();
        var service = await db.Services.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new ServiceId(id), stop);
        if (service is null) return Problem.Of(KeepService.NoSuchService);

        var people = await db.People.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).Select(it => it.Rule).ToListAsync(stop);
        return TypedResults.Ok(new ReachView([.. service.Channels.Select(it => Reach(service.Id, it.Rule.Channel, people))]));
    }

    private static ChannelReach Reach(ServiceId service, Channel channel, List<PersonRule> people)
    {
        var answering = people.Where(it => it.Capacity.Of(channel.Class()) > 0)
            .SelectMany(it => it.Services).Where(it => it.Service == service && it.Channels.Has(channel)).ToList();
        var atOnce = answering.Where(it => it.FromStep == 0).ToList();
        return new ChannelReach(channel, atOnce.Count, answering.Count - atOnce.Count, atOnce.Count(it => it.IsBeginner));
    }

    private static async Task<Results<Created<ServiceView>, ProblemHttpResult>> Create(
        ServiceDraft draft, HttpContext context, KeepService keep, TimeProvider clock, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new ServiceId(context.NewId()), null, draft, stop))
        .Created(context, it => View(it, clock.GetUtcNow()), it => it.Version, it => $"/api/v1/services/{it.Id.Value}");

    private static async Task<Results<Ok<ServiceView>, ProblemHttpResult>> Change(
        Guid id, ServiceDraft draft, HttpContext context, KeepService keep, TimeProvider clock, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new ServiceId(id), it => context.Differs(it, "service"), draft, stop))
        .Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);

    private static async Task<Results<Ok<ServiceView>, ProblemHttpResult>> Open(
        Guid id, Channel channel, OpenByHand.OpeningDraft draft, HttpContext context, OpenByHand open, TimeProvider clock, CancellationToken stop) =>
        (await open.Run(context.Viewer(), new ServiceId(id), channel, draft, stop)).Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);
}
