using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Board;

/// <summary>Watching the floor, and steering it as it happens.</summary>
public static class BoardEndpoints
{
    public static void AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<ReadBoard>();
        services.AddSingleton<BoardStream>();
        services.AddHostedService(it => it.GetRequiredService<BoardStream>());
        services.AddScoped<SteerPerson>();
        services.AddScoped<SteerContact>();
        services.AddScoped<SteerCallback>();
        services.AddScoped<SuperviseCall>();
        services.AddScoped<BlockContact>();
        services.AddScoped<ExplainContact>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/board", Show).Needs(Permission.FloorWatch);
        api.MapPut("/board/people/{id:guid}/presence", ChangePresence).Needs(Permission.PeopleSteer);
        api.MapPost("/board/contacts/{id:guid}/move", Move).Needs(Permission.ContactSteer);
        api.MapPut("/board/contacts/{id:guid}/priority", Prioritise).Needs(Permission.ContactSteer);
        api.MapDelete("/board/contacts/{id:guid}", Discard).Needs(Permission.ContactSteer);
        api.MapPost("/board/contacts/{id:guid}/block", Block).Needs(Permission.BlockWrite).TakesIdempotencyKey();
        api.MapPost("/board/callbacks/{id:guid}/now", Hasten).Needs(Permission.ContactSteer);
        api.MapPost("/board/callbacks/{id:guid}/discard", DiscardCallback).Needs(Permission.ContactSteer);
        api.MapGet("/contacts/{id:guid}/explanation", Explain).Needs(Permission.FloorWatch);
    }

    private static async Task<Ok<BoardView>> Show(HttpContext context, ReadBoard read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        return TypedResults.Ok(await read.Run(viewer.Centre, viewer.Commissioners, stop));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePresence(
        Guid id, SteerPerson.PresenceSteering steering, HttpContext context, SteerPerson steer, CancellationToken stop) =>
        Done(await steer.Run(context.Viewer(), new PersonId(id), steering, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Move(
        Guid id, SteerContact.Move move, HttpContext context, SteerContact steer, CancellationToken stop) =>
        Done(await steer.MoveTo(context.Viewer(), new ContactId(id), move, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Prioritise(
        Guid id, SteerContact.Priority priority, HttpContext context, SteerContact steer, CancellationToken stop) =>
        Done(await steer.Prioritise(context.Viewer(), new ContactId(id), priority, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Discard(Guid id, HttpContext context, SteerContact steer, CancellationToken stop) =>
        Done(await steer.Discard(context.Viewer(), new ContactId(id), stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Block(
        Guid id, BlockContact.ContactBlock wanted, HttpContext context, BlockContact block, CancellationToken stop) =>
        Done(await block.Run(context.Viewer(), new ContactId(id), context.NewId(), wanted, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Hasten(Guid id, HttpContext context, SteerCallback steer, CancellationToken stop) =>
        Done(await steer.Hasten(context.Viewer(), new ContactId(id), stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardCallback(
        Guid id, SteerCallback.CallbackDiscard discard, HttpContext context, SteerCallback steer, CancellationToken stop) =>
        Done(await steer.Discard(context.Viewer(), new ContactId(id), discard, stop));

    /// <param name="offer">The number of an offer of the past, as the contact's story names it; without it, how things stand now.</param>
    private static async Task<Results<Ok<ExplainContact.ExplanationView>, ProblemHttpResult>> Explain(
        Guid id, HttpContext context, ExplainContact explain, CancellationToken stop, int? offer = null) =>
        (await explain.Run(context.Viewer(), new ContactId(id), offer, stop)).Succeeded(out var view, out var refusal) ? TypedResults.Ok(view) : Problem.Of(refusal);

    private static Results<NoContent, ProblemHttpResult> Done(Refusal? refusal) => refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
}
