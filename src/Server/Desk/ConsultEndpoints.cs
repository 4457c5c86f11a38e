using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Desk;

/// <summary>Asking a colleague in the middle of a call.</summary>
public static class ConsultEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var consult = api.MapGroup("/desk/contacts/{contact:guid}/consult").Needs(Permission.ContactHandle);
        consult.MapPost("", Ask);
        consult.MapDelete("", Leave);
        consult.MapPost("/join", Join);
        consult.MapPost("/hand-over", HandOver);
    }

    public sealed record ConsultRequest(PersonId Person);

    /// <param name="Note">To the colleague; the citizen does not see it.</param>
    public sealed record HandOverRequest([property: MaxLength(MessageText.Longest)] string? Note = null);

    /// <summary>The colleague's phone rings, and the caller hears music.</summary>
    private static Task<Results<NoContent, ProblemHttpResult>> Ask(Guid contact, ConsultRequest request, HttpContext context, ConsultColleague consult, CancellationToken stop) =>
        Do(context, (viewer, person) => consult.Ask(viewer, new ContactId(contact), person, request.Person, stop));

    /// <summary>Back to the caller; also by the colleague, who leaves.</summary>
    private static Task<Results<NoContent, ProblemHttpResult>> Leave(Guid contact, HttpContext context, ConsultColleague consult, CancellationToken stop) =>
        Do(context, (viewer, person) => consult.Leave(viewer.Centre, new ContactId(contact), person, stop));

    /// <summary>All three hear each other.</summary>
    private static Task<Results<NoContent, ProblemHttpResult>> Join(Guid contact, HttpContext context, ConsultColleague consult, CancellationToken stop) =>
        Do(context, (viewer, person) => consult.Join(viewer.Centre, new ContactId(contact), person, stop));

    /// <summary>The colleague has the call at once.</summary>
    private static Task<Results<NoContent, ProblemHttpResult>> HandOver(Guid contact, HandOverRequest request, HttpContext context, ConsultColleague consult, CancellationToken stop) =>
        Do(context, (viewer, person) => consult.HandOver(viewer.Centre, new ContactId(contact), person, request.Note, stop));

    private static async Task<Results<NoContent, ProblemHttpResult>> Do(HttpContext context, Func<Viewer, PersonId, Task<Refusal?>> act)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(DeskEndpoints.NoPerson);
        return await act(viewer, person) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }
}
