using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>When people are away, and when they are back.</summary>
public static class AbsenceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people/{person:guid}/absences", List).Needs(Permission.PeopleRead);
        api.MapPost("/absences", Add).Needs(Permission.PeopleRead).TakesIdempotencyKey();
        api.MapDelete("/absences/{id:guid}", Remove).Needs(Permission.PeopleRead);
    }

    /// <summary>Those of a person that are not over, the next first.</summary>
    private static async Task<Results<Ok<IReadOnlyList<AbsenceView>>, ProblemHttpResult>> List(
        Guid person, HttpContext context, Database db, TimeProvider clock, CancellationToken stop)
    {
        var (of, now) = (new PersonId(person), clock.GetUtcNow());
        if (!await db.People.VisibleTo(context.Viewer()).AnyAsync(it => it.Id == of, stop)) return Problem.Of(KeepPerson.NoSuchPerson);

        var rows = await db.Absences.VisibleTo(context.Viewer()).AsNoTracking().Where(it => it.Person == of && it.Until > now).OrderBy(it => it.From).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<AbsenceView>>(rows.ConvertAll(AbsenceView.Of));
    }

    /// <summary>Of oneself, or with the right to it of a colleague.</summary>
    private static async Task<Results<Created<AbsenceView>, ProblemHttpResult>> Add(KeepAbsence.Draft draft, HttpContext context, KeepAbsence keep, CancellationToken stop)
    {
        var outcome = await keep.Add(context.Viewer(), new AbsenceId(context.NewId()), draft, stop);
        return outcome.Succeeded(out var row, out var refusal) ? TypedResults.Created($"/api/v1/absences/{row.Id.Value}", AbsenceView.Of(row)) : Problem.Of(refusal);
    }

    /// <summary>He is back already, or does not leave after all.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, HttpContext context, KeepAbsence keep, CancellationToken stop) =>
        await keep.Remove(context.Viewer(), new AbsenceId(id), stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
}
