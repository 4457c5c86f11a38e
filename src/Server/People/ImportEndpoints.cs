using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.People;

/// <summary>People from a file.</summary>
public static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/people/import", Import).Needs(Permission.PeopleWrite).AcceptsUpTo(PeopleFile.MostBytes)
            .Accepts<string>("text/csv");

    /// <summary>Stores all rows or, when one is wrong or for a trial, none; the report says row by row what happens.</summary>
    private static async Task<Results<Ok<ImportPeople.ImportReport>, ProblemHttpResult>> Import(
        HttpContext context, ImportPeople import, CancellationToken stop, bool trial = false)
    {
        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, stop);
        return (await import.Run(context.Viewer(), file.ToArray(), trial, stop)).Succeeded(out var report, out var refusal)
            ? TypedResults.Ok(report)
            : Problem.Of(refusal);
    }
}
