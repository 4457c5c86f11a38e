using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Signing in and out, who one is, and where else one is signed in.</summary>
public static class SessionEndpoints
{
    public static readonly Refusal NoSuchSession = new("session.unknown", "There is no such session, or it has ended.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", SignIn).ForAll().AtTheDoor();
        api.MapPost("/session/code", SendCode).ForAll().AtTheDoor();
        api.MapPost("/session/recovery-code", SendRecoveryCode).ForAll().AtTheDoor();
        api.MapPost("/session/passkey/options", AskForPasskey).ForAll().AtTheDoor();
        api.MapPost("/session/passkey", ShowPasskey).ForAll().AtTheDoor();
        api.MapGet("/session", Show).NeedsSignIn();
        api.MapDelete("/session", SignOut).NeedsSignIn();
        api.MapGet("/sessions", List).NeedsSignIn();
        api.MapDelete("/sessions", EndOthers).NeedsSignIn();
        api.MapDelete("/sessions/{id:guid}", End).NeedsSignIn();
    }

    public sealed record SignInRequest([MaxLength(Limits.Email)] string Email, [MaxLength(Limits.Name)] string Password);

    public sealed record CodeRequest([MaxLength(20)] string Code);

    /// <param name="Credential">What the browser answered, as it stands.</param>
    public sealed record PasskeyRequest(JsonElement Credential);

    /// <summary>Who is signed in, and what he may.</summary>
    public sealed record SessionView(Guid? Person, string Name, Guid Centre, string CentreName, IReadOnlyList<string> Permissions);

    /// <summary>One place where a person is signed in.</summary>
    /// <param name="Browser">What it calls itself.</param>
    /// <param name="IsThis">The one that asks.</param>
    public sealed record OpenSessionView(Guid Id, SignInWay Way, string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(
        SignInRequest request, SignIn signIn, HttpContext context, Database db, CancellationToken stop) =>
        await Enter(await signIn.ByPassword(context, request.Email, request.Password, stop), db, stop);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SendCode(
        CodeRequest request, SignIn signIn, HttpContext context, Database db, CancellationToken stop) =>
        await Enter(await signIn.ByCode(context, request.Code, isRecovery: false, stop), db, stop);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SendRecoveryCode(
        CodeRequest request, SignIn signIn, HttpContext context, Database db, CancellationToken stop) =>
        await Enter(await signIn.ByCode(context, request.Code, isRecovery: true, stop), db, stop);

    /// <summary>The browser is asked for any passkey that it has for this site; nobody need say who he is first.</summary>
    private static async Task<Ok<JsonElement>> AskForPasskey(Door door) =>
        TypedResults.Ok(JsonElement.Parse(await door.MakePasskeyRequestOptionsAsync(null)));

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ShowPasskey(
        PasskeyRequest request, SignIn signIn, HttpContext context, Database db, CancellationToken stop) =>
        await Enter(await signIn.ByPasskey(context, request.Credential.GetRawText(), stop), db, stop);

    private static async Task<Ok<SessionView>> Show(HttpContext context, Database db, CancellationToken stop) =>
        TypedResults.Ok(await ViewOf(context.Viewer(), db, stop));

    private static async Task<NoContent> SignOut(Door door)
    {
        await door.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<OpenSessionView>>> List(HttpContext context, Sessions sessions, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<OpenSessionView>>(
            context.Viewer() is { Person: { } person } viewer ? [.. (await sessions.Open(viewer, person, stop)).Select(it => ViewOf(it, context.Session()))] : []);

    private static async Task<Results<NoContent, ProblemHttpResult>> End(Guid id, HttpContext context, Sessions sessions, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } person } viewer) return Problem.Of(NoSuchSession);
        if ((await sessions.Open(viewer, person, stop)).All(it => it.Id != id)) return Problem.Of(NoSuchSession);

        return await sessions.End(viewer.Centre, person, person, stop, which: id) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndOthers(HttpContext context, Sessions sessions, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } person } viewer) return TypedResults.NoContent();

        return await sessions.End(viewer.Centre, person, person, stop, but: context.Session()) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    internal static OpenSessionView ViewOf(SessionRow it, Guid? current) => new(it.Id, it.Way, it.Browser, it.StartedAt, it.SeenAt, it.Id == current);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Enter(Outcome<Account> outcome, Database db, CancellationToken stop) =>
        outcome.Succeeded(out var account, out var refusal)
            ? TypedResults.Ok(await ViewOf(Permissions.Of(AccountClaims.Of(account, "entered")), db, stop))
            : Problem.Of(refusal);

    private static async Task<SessionView> ViewOf(Viewer viewer, Database db, CancellationToken stop)
    {
        var centre = await db.Centres.VisibleTo(viewer).SingleAsync(stop);
        var person = viewer.Person is { } id ? await db.People.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop) : null;
        return new SessionView(viewer.Person?.Value, person?.Name ?? "", centre.Id.Value, centre.Name, [.. viewer.Permissions.Order(StringComparer.Ordinal)]);
    }
}
