using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Signing in and out, and who one is.</summary>
public static class SessionEndpoints
{
    public static readonly Refusal WrongPassword = new("session.invalid", "The e-mail address or the password is wrong.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", SignIn).ForAll().AtTheDoor();
        api.MapGet("/session", Show).NeedsSignIn();
        api.MapDelete("/session", SignOut).NeedsSignIn();
    }

    public sealed record SignInRequest([MaxLength(Limits.Email)] string Email, [MaxLength(Limits.Name)] string Password);

    /// <summary>Who is signed in, and what he may.</summary>
    public sealed record SessionView(Guid? Person, string Name, Guid Centre, string CentreName, IReadOnlyList<string> Permissions);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(
        SignInRequest request, SignInManager<Account> door, UserManager<Account> accounts, Database db, CancellationToken stop)
    {
        var account = await accounts.FindByEmailAsync(request.Email);
        if (account is null) return Problem.Of(WrongPassword);
        var result = await door.PasswordSignInAsync(account, request.Password, isPersistent: true, lockoutOnFailure: true);
        if (!result.Succeeded) return Problem.Of(WrongPassword);
        return TypedResults.Ok(await View(Permissions.Of(await door.CreateUserPrincipalAsync(account)), db, stop));
    }

    private static async Task<Ok<SessionView>> Show(HttpContext context, Database db, CancellationToken stop) =>
        TypedResults.Ok(await View(context.Viewer(), db, stop));

    private static async Task<NoContent> SignOut(SignInManager<Account> door)
    {
        await door.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<SessionView> View(Viewer viewer, Database db, CancellationToken stop)
    {
        var centre = await db.Centres.VisibleTo(viewer).SingleAsync(stop);
        var person = viewer.Person is { } id ? await db.People.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop) : null;
        return new SessionView(viewer.Person?.Value, person?.Name ?? "", centre.Id.Value, centre.Name, [.. viewer.Permissions.Order(StringComparer.Ordinal)]);
    }
}
