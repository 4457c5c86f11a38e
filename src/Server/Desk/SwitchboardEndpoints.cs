using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Desk;

/// <summary>What whoever answers for many sees: who waits, and who can be reached.</summary>
public static class SwitchboardEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk").Needs(Permission.ContactHandle);
        desk.MapGet("/directory", Find);
        desk.MapGet("/waiting-calls", Waiting);
    }

    /// <summary>People and services that can be reached by telephone, as they stand now.</summary>
    /// <param name="search">Words of a name, a role, a skill or a service; all of them must be found.</param>
    private static async Task<Ok<DeskDirectory>> Find([MaxLength(Limits.Name)] string? search, HttpContext context, ReadDirectory read, CancellationToken stop) =>
        TypedResults.Ok(await read.Run(context.Viewer(), search, stop));

    /// <summary>The calls that wait in the services that the person answers, or for him.</summary>
    private static async Task<Results<Ok<WaitingCalls>, ProblemHttpResult>> Waiting(HttpContext context, ReadWaitingCalls read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        return viewer.Person is { } person ? TypedResults.Ok(await read.Run(viewer, person, stop)) : Problem.Of(DeskEndpoints.NoPerson);
    }
}
