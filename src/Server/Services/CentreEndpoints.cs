using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>What holds for the whole centre, and closing everything at once.</summary>
public static class CentreEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/centre", Show).NeedsSignIn();
        api.MapPut("/centre", Change).Needs(Permission.ServiceWrite).NeedsVersion();
        api.MapPut("/centre/closing", Close).Needs(Permission.ServiceSteer);
        api.MapDelete("/centre/closing", OpenAgain).Needs(Permission.ServiceSteer);
    }

    /// <param name="Closing">Everything live is closed for now; null: the hours rule.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record CentreView(CentreId Id, string Key, string Name, string TimeZone, CentreRule Rule, EmergencyClosing? Closing, string Version);

    internal static CentreView View(Centre it, DateTimeOffset now) =>
        new(it.Id, it.Key, it.Name, it.TimeZone, it.Rule, it.Closing is { } closing && closing.HoldsAt(now) ? closing : null, Versions.ETagOf(it.Version));

    private static async Task<Results<Ok<CentreView>, ProblemHttpResult>> Show(HttpContext context, Database db, TimeProvider clock, CancellationToken stop) =>
        (await db.Centres.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(stop))
        .Shown(context, it => View(it, clock.GetUtcNow()), it => it.Version, Routing.LiveCentres.NoSuchCentre);

    private static async Task<Results<Ok<CentreView>, ProblemHttpResult>> Change(
        ChangeCentre.CentreDraft draft, HttpContext context, ChangeCentre change, TimeProvider clock, CancellationToken stop) =>
        (await change.Run(context.Viewer(), it => context.Differs(it, "centre"), draft, stop)).Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);

    private static async Task<Results<Ok<CentreView>, ProblemHttpResult>> Close(
        CloseEverything.ClosingDraft draft, HttpContext context, CloseEverything close, TimeProvider clock, CancellationToken stop) =>
        (await close.Run(context.Viewer(), draft, stop)).Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);

    private static async Task<Results<Ok<CentreView>, ProblemHttpResult>> OpenAgain(HttpContext context, CloseEverything close, TimeProvider clock, CancellationToken stop) =>
        (await close.Run(context.Viewer(), null, stop)).Changed(context, it => View(it, clock.GetUtcNow()), it => it.Version);
}
