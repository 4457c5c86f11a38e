using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>The staff: who they are, what they can, and which role they are in.</summary>
public static class PersonEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", List).Needs(Permission.PeopleRead);
        api.MapGet("/people/{id:guid}", Show).Needs(Permission.PeopleRead);
        api.MapPost("/people", Create).Needs(Permission.PeopleWrite).TakesIdempotencyKey();
        api.MapPut("/people/{id:guid}", Change).Needs(Permission.PeopleWrite).NeedsVersion();
        api.MapPut("/people/{id:guid}/role", ChooseRole).Needs(Permission.PeopleSteer);
        api.MapPut("/people/{id:guid}/skills", ChangeSkills).Needs(Permission.PeopleSteer).NeedsVersion();
        api.MapPut("/desk/role", ChooseOwnRole).Needs(Permission.ContactHandle);
    }

    /// <param name="Skills">Evidence is shown to those who may change it.</param>
    /// <param name="MayTake">The roles that he may choose himself.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record PersonView(
        PersonId Id, string Name, string Email, IReadOnlyList<PersonSkill> Skills, IReadOnlyList<Language> Languages, Capacity Capacity,
        IReadOnlyList<RoutingRoleId> MayTake, RoutingRoleId? Role, bool IsArchived, string Version);

    /// <param name="Role">Null: no role, and so no contacts.</param>
    public sealed record RoleChoice(RoutingRoleId? Role = null);

    public sealed record SkillList(IReadOnlyList<PersonSkill> Skills);

    private static PersonView View(Person it, Viewer viewer) => new(
        it.Id, it.Name, it.Email,
        viewer.May(Permission.PeopleWrite) || viewer.May(Permission.PeopleSteer) ? it.Skills : [.. it.Skills.Select(skill => skill with { Evidence = null })],
        it.Languages, it.Capacity, it.MayTake, it.Role, it.IsArchived, Versions.ETagOf(it.Version));

    /// <param name="search">Part of a name or an e-mail address.</param>
    /// <param name="archived">Those who have left the staff too.</param>
    /// <param name="after">The "next" of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    private static async Task<Results<Ok<Page<PersonView>>, ProblemHttpResult>> List(
        string? search, bool? archived, string? after, int? limit, HttpContext context, Database db, Pages pages, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!pages.Open<ListedPerson.Place>(viewer, after).Succeeded(out var place, out var refusal)) return Problem.Of(refusal);

        var names = await db.People.VisibleTo(viewer).Where(it => archived == true || !it.IsArchived)
            .Select(it => new ListedPerson(it.Id, it.Name, it.Email)).ToListAsync(stop);
        var size = Pages.Size(limit);
        var listed = ListedPerson.Page(names, search, place, size);
        var ids = listed.Select(it => it.Id).ToArray();
        var rows = (await db.People.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Id)).ToListAsync(stop)).ToDictionary(it => it.Id);
        return TypedResults.Ok(pages.Of(viewer, [.. listed.Where(it => rows.ContainsKey(it.Id)).Select(it => rows[it.Id])], size,
            it => View(it, viewer), it => new ListedPerson.Place(it.Name, it.Email)));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.People.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new PersonId(id), stop))
        .Shown(context, it => View(it, context.Viewer()), it => it.Version, KeepPerson.NoSuchPerson);

    private static async Task<Results<Created<PersonView>, ProblemHttpResult>> Create(
        KeepPerson.PersonDraft draft, HttpContext context, KeepPerson keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new PersonId(context.NewId()), null, draft, stop))
        .Created(context, it => View(it, context.Viewer()), it => it.Version, it => $"/api/v1/people/{it.Id.Value}");

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Change(
        Guid id, KeepPerson.PersonDraft draft, HttpContext context, KeepPerson keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new PersonId(id), it => context.Differs(it, "person"), draft, stop))
        .Changed(context, it => View(it, context.Viewer()), it => it.Version);

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ChooseRole(
        Guid id, RoleChoice choice, HttpContext context, SetRole set, CancellationToken stop) =>
        (await set.Run(context.Viewer(), new PersonId(id), choice.Role, stop)).Changed(context, it => View(it, context.Viewer()), it => it.Version);

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ChooseOwnRole(
        RoleChoice choice, HttpContext context, SetRole set, CancellationToken stop) =>
        (await set.Run(context.Viewer(), context.Viewer().Person ?? default, choice.Role, stop)).Changed(context, it => View(it, context.Viewer()), it => it.Version);

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ChangeSkills(
        Guid id, SkillList list, HttpContext context, SetSkills set, CancellationToken stop) =>
        (await set.Run(context.Viewer(), new PersonId(id), it => context.Differs(it, "person"), list.Skills, stop))
        .Changed(context, it => View(it, context.Viewer()), it => it.Version);
}
