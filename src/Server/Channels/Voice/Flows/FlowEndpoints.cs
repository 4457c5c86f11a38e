using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What callers go through before they wait: drafted, checked, published, measured.</summary>
public static class FlowEndpoints
{
    /// <summary>200 steps with long texts in three languages.</summary>
    private const long MostBytes = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var flows = api.MapGroup("/flows").WithTags("Telephony");
        flows.MapGet("", List).Needs(Permission.ServiceRead);
        flows.MapGet("/{id:guid}", Show).Needs(Permission.ServiceRead);
        flows.MapPost("", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey().AcceptsUpTo(MostBytes);
        flows.MapPut("/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion().AcceptsUpTo(MostBytes);
        flows.MapPost("/{id:guid}/publish", Publish).Needs(Permission.ServiceWrite);
        flows.MapPost("/{id:guid}/publish/{number:int}", GoBack).Needs(Permission.ServiceWrite);
        flows.MapGet("/{id:guid}/versions/{number:int}", ShowVersion).Needs(Permission.ServiceRead);
        flows.MapGet("/{id:guid}/benefit", Benefit).Needs(Permission.ServiceRead);
    }

    /// <param name="Published">What new calls go into. Null: no call goes into it yet.</param>
    /// <param name="HasDraftChanges">The draft says something else.</param>
    public sealed record FlowView(FlowId Id, string Name, bool IsArchived, FlowPublication? Published, bool HasDraftChanges);

    /// <param name="By">Null: a program.</param>
    public sealed record FlowPublication(int Number, DateTimeOffset At, PersonId? By, string Comment);

    /// <param name="Version">Send it as If-Match when you change this.</param>
    /// <param name="Definition">The draft.</param>
    /// <param name="Mistakes">What keeps the draft from being published.</param>
    /// <param name="Versions">The newest first.</param>
    public sealed record FlowDetail(
        FlowId Id, string Name, bool IsArchived, string Version, FlowDefinition Definition, IReadOnlyList<FlowMistake> Mistakes, FlowPublication? Published,
        bool HasDraftChanges, IReadOnlyList<FlowPublication> Versions);

    private static async Task<Ok<IReadOnlyList<FlowView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var seen = KeepFlow.Seen(db, context.Viewer()).AsNoTracking();
        var rows = await seen.OrderBy(it => it.Id).Take(KeepFlow.Most).Select(it => new { it.Id, it.Name, it.IsArchived, it.Published, it.HasDraftChanges }).ToListAsync(stop);
        var versions = db.FlowVersions.VisibleTo(context.Viewer()).AsNoTracking();
        var published = await (from flow in seen join version in versions on new { flow.Id, flow.Published } equals new { Id = version.Flow, Published = (int?)version.Number }
                               select new { version.Flow, View = new FlowPublication(version.Number, version.At, version.By, version.Comment) }).ToDictionaryAsync(it => it.Flow, it => it.View, stop);
        return TypedResults.Ok<IReadOnlyList<FlowView>>(
            [.. rows.OrderBy(it => it.Name, StringComparer.CurrentCultureIgnoreCase).Select(it => new FlowView(it.Id, it.Name, it.IsArchived, published.GetValueOrDefault(it.Id), it.HasDraftChanges))]);
    }

    private static async Task<Results<Ok<FlowDetail>, ProblemHttpResult>> Show(Guid id, HttpContext context, PublishFlow publish, Database db, CancellationToken stop) =>
        await KeepFlow.Seen(db, context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new FlowId(id), stop) is { } row
            ? TypedResults.Ok(await Detail(row, context, publish, db, stop)) : Problem.Of(KeepFlow.NoSuchFlow);

    private static async Task<Results<Created<FlowDetail>, ProblemHttpResult>> Create(
        KeepFlow.FlowDraft draft, HttpContext context, KeepFlow keep, PublishFlow publish, Database db, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new FlowId(context.NewId()), null, draft, stop)).Succeeded(out var row, out var refusal)
            ? TypedResults.Created($"/api/v1/flows/{row.Id.Value}", await Detail(row, context, publish, db, stop)) : Problem.Of(refusal);

    private static async Task<Results<Ok<FlowDetail>, ProblemHttpResult>> Change(
        Guid id, KeepFlow.FlowDraft draft, HttpContext context, KeepFlow keep, PublishFlow publish, Database db, CancellationToken stop) =>
        await Told(await keep.Run(context.Viewer(), new FlowId(id), it => context.Differs(it, "flow"), draft, stop), context, publish, db, stop);

    private static async Task<Results<Ok<FlowDetail>, ProblemHttpResult>> Publish(
        Guid id, PublishFlow.FlowComment said, HttpContext context, PublishFlow publish, Database db, CancellationToken stop) =>
        await Told(await publish.Run(context.Viewer(), new FlowId(id), said, stop), context, publish, db, stop);

    /// <summary>New calls go into a version from before again.</summary>
    private static async Task<Results<Ok<FlowDetail>, ProblemHttpResult>> GoBack(
        Guid id, int number, HttpContext context, PublishFlow publish, Database db, CancellationToken stop) =>
        await Told(await publish.GoBack(context.Viewer(), new FlowId(id), number, stop), context, publish, db, stop);

    private static async Task<Results<Ok<FlowDefinition>, ProblemHttpResult>> ShowVersion(Guid id, int number, HttpContext context, Database db, CancellationToken stop)
    {
        if (!await KeepFlow.Seen(db, context.Viewer()).AnyAsync(it => it.Id == new FlowId(id), stop)) return Problem.Of(KeepFlow.NoSuchFlow);

        var version = await db.FlowVersions.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Flow == new FlowId(id) && it.Number == number, stop);
        return version is null ? Problem.Of(PublishFlow.NoSuchVersion) : TypedResults.Ok(version.Definition);
    }

    /// <param name="from">Included.</param>
    /// <param name="to">Excluded.</param>
    private static async Task<Results<Ok<MeasureFlow.FlowBenefit>, ProblemHttpResult>> Benefit(
        Guid id, DateTimeOffset from, DateTimeOffset to, HttpContext context, MeasureFlow measure, CancellationToken stop) =>
        (await measure.Run(context.Viewer(), new FlowId(id), from, to, stop)).Succeeded(out var benefit, out var refusal) ? TypedResults.Ok(benefit) : Problem.Of(refusal);

    private static async Task<Results<Ok<FlowDetail>, ProblemHttpResult>> Told(Outcome<Flow> outcome, HttpContext context, PublishFlow publish, Database db, CancellationToken stop) =>
        outcome.Succeeded(out var row, out var refusal) ? TypedResults.Ok(await Detail(row, context, publish, db, stop)) : Problem.Of(refusal);

    private static async Task<FlowDetail> Detail(Flow row, HttpContext context, PublishFlow publish, Database db, CancellationToken stop)
    {
        context.ShowVersion(row.Version);
        var versions = await db.FlowVersions.VisibleTo(context.Viewer()).AsNoTracking().Where(it => it.Flow == row.Id).OrderByDescending(it => it.Number).Take(Limits.List)
            .Select(it => new FlowPublication(it.Number, it.At, it.By, it.Comment)).ToListAsync(stop);
        var published = versions.Find(it => it.Number == row.Published);
        return new FlowDetail(
            row.Id, row.Name, row.IsArchived, Versions.ETagOf(row.Version), row.Draft, await publish.Mistakes(row.Centre, row.Draft, stop), published, row.HasDraftChanges, versions);
    }
}
