using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Desk;

/// <summary>Parking calls, and picking them up.</summary>
public static class ParkEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk").Needs(Permission.ContactHandle);
        desk.MapGet("/parked", List);
        desk.MapPost("/contacts/{contact:guid}/park", Park);
        desk.MapPost("/contacts/{contact:guid}/pick-up", PickUp);
    }

    /// <summary>The parked calls that the viewer may see, by place.</summary>
    private static async Task<Ok<ParkedCalls>> List(HttpContext context, ReadParked read, CancellationToken stop) =>
        TypedResults.Ok(await read.Run(context.Viewer(), stop));

    /// <summary>The caller hears what he hears on hold, and whoever parked him is free at once.</summary>
    private static async Task<Results<Ok<ParkCall.Parked>, ProblemHttpResult>> Park(Guid contact, HttpContext context, ParkCall park, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(DeskEndpoints.NoPerson);

        var outcome = await park.Park(viewer.Centre, new ContactId(contact), person, stop);
        return outcome.Succeeded(out var parked, out var refusal) ? TypedResults.Ok(parked) : Problem.Of(refusal);
    }

    /// <summary>The phone of whoever picks it up rings, and the call is his.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> PickUp(Guid contact, HttpContext context, ParkCall park, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(DeskEndpoints.NoPerson);
        return await park.PickUp(viewer, new ContactId(contact), person, stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }
}
