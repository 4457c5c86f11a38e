using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Who on the staff may sign in, and what he may do then.</summary>
public static class AccountEndpoints
{
    private const int MostRoles = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/access/roles", Roles).Needs(Permission.AccessWrite);
        api.MapGet("/accounts", List).Needs(Permission.AccessWrite);
        api.MapPost("/accounts", Make).Needs(Permission.AccessWrite);
        api.MapGet("/accounts/{person:guid}", Show).Needs(Permission.AccessWrite);
        api.MapPut("/accounts/{person:guid}", Change).Needs(Permission.AccessWrite).NeedsVersion();
        api.MapPost("/accounts/{person:guid}/link", NewLink).Needs(Permission.AccessWrite);
        api.MapDelete("/accounts/{person:guid}/second-steps", RemoveSecondSteps).Needs(Permission.AccessWrite);
        api.MapGet("/accounts/{person:guid}/sessions", ListSessions).Needs(Permission.AccessWrite);
        api.MapDelete("/accounts/{person:guid}/sessions", EndSessions).Needs(Permission.AccessWrite);
        api.MapDelete("/accounts/{person:guid}/sessions/{session:guid}", EndSession).Needs(Permission.AccessWrite);
    }

    /// <summary>A role and the permissions that it holds.</summary>
    public sealed record AccessRoleView(string Name, IReadOnlyList<string> Permissions);

    /// <summary>A person on the staff and, if he has one, his account.</summary>
    public sealed record StaffAccessView(Guid Person, string Name, string Email, AccountView? Account);

    /// <summary>An account.</summary>
    /// <param name="Commissioners">Those whose data he may see; null: all of the centre's.</param>
    /// <param name="IsLocked">Closed by an administrator.</param>
    /// <param name="IsLockedOut">Takes no password for a while, after too many wrong ones.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record AccountView(
        IReadOnlyList<string> Roles, IReadOnlyList<Guid>? Commissioners, bool IsLocked, bool IsLockedOut, bool HasPassword, bool HasAuthenticator, string Version);

    public sealed record MakeAccountRequest(Guid Person, [MaxLength(MostRoles)] IReadOnlyList<string> Roles, [MaxLength(Rights.MostCommissioners)] IReadOnlyList<Guid>? Commissioners = null);

    public sealed record ChangeAccountRequest([MaxLength(MostRoles)] IReadOnlyList<string> Roles, bool IsLocked, [MaxLength(Rights.MostCommissioners)] IReadOnlyList<Guid>? Commissioners = null);

    private static Ok<IReadOnlyList<AccessRoleView>> Roles() =>
        TypedResults.Ok<IReadOnlyList<AccessRoleView>>([.. Role.Permissions.Select(it => new AccessRoleView(it.Key, [.. it.Value]))]);

    private static async Task<Results<Ok<Page<StaffAccessView>>, ProblemHttpResult>> List(
        HttpContext context, Database db, Pages pages, TimeProvider clock, CancellationToken stop,
        [MaxLength(Limits.Name)] string? search = null, [MaxLength(2_000)] string? after = null, int? size = null)
    {
        var viewer = context.Viewer();
        if (!pages.Open<ListedPerson.Place>(viewer, after).Succeeded(out var place, out var refusal)) return Problem.Of(refusal);

        var people = await db.People.VisibleTo(viewer).Where(it => !it.IsArchived).Select(it => new ListedPerson(it.Id, it.Name, it.Email)).ToListAsync(stop);
        var rows = ListedPerson.Page(people, search, place, Pages.Size(size));
        var ids = rows.ConvertAll(it => it.Id);
        var accounts = await db.Users.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Person)).ToDictionaryAsync(it => it.Person, stop);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(pages.Of(
            viewer, rows, Pages.Size(size),
            it => new StaffAccessView(it.Id.Value, it.Name, it.Email, accounts.TryGetValue(it.Id, out var account) ? ViewOf(account, now) : null),
            it => it.At));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Make(
        MakeAccountRequest request, HttpContext context, MakeAccount make, TimeProvider clock, CancellationToken stop)
    {
        var made = await make.Run(context.Viewer(), new PersonId(request.Person), new Rights(request.Roles, request.Commissioners), stop);
        if (!made.Succeeded(out var account, out var refusal)) return Problem.Of(refusal);

        context.ShowVersion(account.Version);
        return TypedResults.Ok(ViewOf(account, clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Show(Guid person, HttpContext context, Database db, TimeProvider clock, CancellationToken stop)
    {
        if (await Find(person, context, db, stop) is not { } account) return Problem.Of(SetRights.NoSuchAccount);

        context.ShowVersion(account.Version);
        return TypedResults.Ok(ViewOf(account, clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Change(
        Guid person, ChangeAccountRequest request, HttpContext context, Database db, SetRights set, TimeProvider clock, CancellationToken stop)
    {
        if (await Find(person, context, db, stop) is not { } account) return Problem.Of(SetRights.NoSuchAccount);
        if (context.Differs(account.Version, "account") is { } changed) return Problem.Of(changed);

        var command = new SetRights.Command(account, new Rights(request.Roles, request.Commissioners), request.IsLocked);
        if (await set.Run(context.Viewer(), command, stop) is { } refusal) return Problem.Of(refusal);
        return await Show(person, context, db, clock, stop);
    }

    private static async Task<Results<Ok<MakeLink.LinkView>, ProblemHttpResult>> NewLink(
        Guid person, HttpContext context, Database db, MakeLink make, CancellationToken stop)
    {
        if (context.Viewer().Person is not { } by) return Problem.Of(Requests.Lacks(Permission.AccessWrite));
        if (await Find(person, context, db, stop) is not { } account) return Problem.Of(SetRights.NoSuchAccount);
        return (await make.Run(account, by, stop)).Succeeded(out var link, out var refusal) ? TypedResults.Ok(link) : Problem.Of(refusal);
    }

    /// <summary>For the day the phone is lost: the person signs in with his password alone, and sets it up anew.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveSecondSteps(
        Guid person, HttpContext context, Database db, KeepAccount keep, CancellationToken stop)
    {
        if (context.Viewer().Person is not { } by) return Problem.Of(Requests.Lacks(Permission.AccessWrite));
        if (await Find(person, context, db, stop) is not { } account) return Problem.Of(SetRights.NoSuchAccount);

        var passkeys = await db.UserPasskeys.Where(it => it.UserId == account.Id).Select(it => it.CredentialId).ToListAsync(stop);
        List<Note> notes = [.. passkeys.Select(_ => new SecondStepChanged(account.Person, SecondStep.Passkey, IsThere: false, by))];
        if (account.TwoFactorEnabled) notes.Add(new SecondStepChanged(account.Person, SecondStep.Code, IsThere: false, by));
        if (notes.Count == 0) return TypedResults.NoContent();

        var refusal = await keep.Run(account, notes, async (writer, stored, token) =>
        {
            await writer.RemoveAuthenticator(stored, token);
            foreach (var passkey in passkeys) await writer.RemovePasskeyAsync(stored, passkey, token);
        }, stop);
        return refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
    }

    private static async Task<Ok<IReadOnlyList<SessionEndpoints.OpenSessionView>>> ListSessions(
        Guid person, HttpContext context, Sessions sessions, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<SessionEndpoints.OpenSessionView>>(
            [.. (await sessions.Open(context.Viewer(), new PersonId(person), stop)).Select(it => SessionEndpoints.ViewOf(it, context.Session()))]);

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSessions(
        Guid person, HttpContext context, Sessions sessions, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } by } viewer) return Problem.Of(Requests.Lacks(Permission.AccessWrite));
        return await sessions.End(viewer.Centre, new PersonId(person), by, stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSession(
        Guid person, Guid session, HttpContext context, Sessions sessions, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } by } viewer) return Problem.Of(Requests.Lacks(Permission.AccessWrite));
        if ((await sessions.Open(viewer, new PersonId(person), stop)).All(it => it.Id != session)) return Problem.Of(SessionEndpoints.NoSuchSession);

        return await sessions.End(viewer.Centre, new PersonId(person), by, stop, which: session) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static Task<Account?> Find(Guid person, HttpContext context, Database db, CancellationToken stop)
    {
        var id = new PersonId(person);
        return db.Users.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Person == id, stop);
    }

    private static AccountView ViewOf(Account it, DateTimeOffset now) => new(
        it.Roles, it.Commissioners, it.IsLocked, it.LockoutEnd > now, it.PasswordHash is not null, it.TwoFactorEnabled, Versions.ETagOf(it.Version));
}
