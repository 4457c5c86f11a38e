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

/// <summary>What people can be able to do.</summary>
public static class SkillEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/skills", List).Needs(Permission.PeopleRead);
        api.MapGet("/skills/{id:guid}", Show).Needs(Permission.PeopleRead);
        api.MapPost("/skills", Create).Needs(Permission.PeopleWrite).TakesIdempotencyKey();
        api.MapPut("/skills/{id:guid}", Change).Needs(Permission.PeopleWrite).NeedsVersion();
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record SkillView(SkillId Id, Texts Name, Texts Description, bool IsArchived, string Version);

    internal static SkillView View(Skill it) =>
        new(it.Id, it.Name, it.Description, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<SkillView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Skills.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<SkillView>>([.. rows.OrderBy(it => it.Name.Best("sv"), StringComparer.Ordinal).Select(View)]);
    }

    private static async Task<Results<Ok<SkillView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.Skills.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new SkillId(id), stop))
        .Shown(context, View, it => it.Version, KeepSkill.NoSuchSkill);

    private static async Task<Results<Created<SkillView>, ProblemHttpResult>> Create(
        KeepSkill.SkillDraft draft, HttpContext context, KeepSkill keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new SkillId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/skills/{it.Id.Value}");

    private static async Task<Results<Ok<SkillView>, ProblemHttpResult>> Change(
        Guid id, KeepSkill.SkillDraft draft, HttpContext context, KeepSkill keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new SkillId(id), it => context.Differs(it, "skill"), draft, stop))
        .Changed(context, View, it => it.Version);
}
