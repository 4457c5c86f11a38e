using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Board;

/// <summary>Being at somebody else's call.</summary>
public static class SupervisionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var supervision = api.MapGroup("/board/contacts/{id:guid}/supervision").WithTags("Board").Needs(Permission.CallSupervise);
        supervision.MapPut("", Begin);
        supervision.MapDelete("", End);
        supervision.MapPost("/take-over", TakeOver);
    }

    /// <summary>Listens, Whispers or Joined; also to go on in another way. The supervisor's own phone rings.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Begin(Guid id, SuperviseCall.Wanted wanted, HttpContext context, SuperviseCall supervise, CancellationToken stop) =>
        Done(await supervise.Begin(context.Viewer(), new ContactId(id), wanted.Way, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> End(Guid id, HttpContext context, SuperviseCall supervise, CancellationToken stop) =>
        Done(await supervise.End(context.Viewer(), new ContactId(id), stop));

    /// <summary>The call is the supervisor's; whoever handled it wraps up.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> TakeOver(Guid id, HttpContext context, SuperviseCall supervise, CancellationToken stop) =>
        Done(await supervise.TakeOver(context.Viewer(), new ContactId(id), stop));

    private static Results<NoContent, ProblemHttpResult> Done(Refusal? refusal) => refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
}
