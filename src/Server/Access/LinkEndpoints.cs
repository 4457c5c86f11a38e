using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Access;

/// <summary>What the holder of a one-time link may do with it.</summary>
public static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session/link/look", Look).ForAll().AtTheDoor();
        api.MapPost("/session/link", Use).ForAll().AtTheDoor();
    }

    /// <param name="Secret">What stands after the # of the link.</param>
    public sealed record LookAtLinkRequest([MaxLength(100)] string Secret);

    public sealed record UseLinkRequest([MaxLength(100)] string Secret, [MaxLength(Limits.Name)] string Password);

    /// <summary>Whose password the link sets.</summary>
    public sealed record LinkOwnerView(string Email);

    private static async Task<Results<Ok<LinkOwnerView>, ProblemHttpResult>> Look(LookAtLinkRequest request, UseLink link, CancellationToken stop) =>
        (await link.Look(request.Secret, stop)).Succeeded(out var account, out var refusal)
            ? TypedResults.Ok(new LinkOwnerView(account.Email!))
            : Problem.Of(refusal);

    /// <summary>Sets the password and signs in with it; who has an authenticator app is then asked for the code.</summary>
    private static async Task<Results<Ok<SessionEndpoints.SessionView>, ProblemHttpResult>> Use(
        UseLinkRequest request, UseLink link, SignIn signIn, HttpContext context, Database db, CancellationToken stop)
    {
        if (!(await link.Run(request.Secret, request.Password, stop)).Succeeded(out var account, out var refusal)) return Problem.Of(refusal);
        db.ChangeTracker.Clear();
        return await SessionEndpoints.Enter(await signIn.ByPassword(context, account.Email!, request.Password, stop), db, stop);
    }
}
