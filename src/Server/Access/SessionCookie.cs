using System.Security.Claims;
using System.Text.Encodings.Web;
using Isberg.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isberg.Access;

/// <summary>Recognises a browser by the key in its cookie. Signing in always makes a new key, so that nobody can plant one.</summary>
internal sealed class SessionCookie(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions, SessionLimits limits, UserManager<Account> accounts)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "isberg";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Cookies.TryGetValue(Name, out var key)) return AuthenticateResult.NoResult();
        if (await sessions.Find(key, Context.RequestAborted) is not { } found) return AuthenticateResult.Fail("The session has ended.");

        return AuthenticateResult.Success(new AuthenticationTicket(AccountClaims.Of(found.Account, Scheme.Name, found.Session.Id), Scheme.Name));
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var account = await accounts.GetUserAsync(user) ?? throw new InvalidOperationException("Somebody without an account was signed in.");
        await EndCurrent();
        var way = Context.WayIn();
        var began = await sessions.Begin(account, way, Request.Headers.UserAgent.ToString(), Context.RequestAborted);
        if (!began.Succeeded(out var key, out var refusal)) throw new RefusedException(refusal);

        Response.Cookies.Append(Name, key, Cookie(limits.Longest));
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        await EndCurrent();
        Response.Cookies.Delete(Name, Cookie(null));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problem.Of(Requests.SignedOut).ExecuteAsync(Context);

    private async Task EndCurrent()
    {
        if (!Request.Cookies.TryGetValue(Name, out var key) || await sessions.Find(key, Context.RequestAborted) is not { } old) return;

        var refusal = await sessions.End(old.Session.Centre, old.Session.Person, old.Session.Person, Context.RequestAborted, old.Session.Id);
        if (refusal is not null) throw new RefusedException(refusal);
    }

    private CookieOptions Cookie(TimeSpan? age) => new()
    {
        HttpOnly = true, Secure = Request.IsHttps, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, Path = "/", MaxAge = age, IsEssential = true,
    };
}

/// <summary>How the person behind a request proves who he is; the endpoint says it, the session keeps it.</summary>
internal static class WaysIn
{
    public static void ComesBy(this HttpContext context, SignInWay way) => context.Items[typeof(SignInWay)] = way;

    public static SignInWay WayIn(this HttpContext context) =>
        context.Items.TryGetValue(typeof(SignInWay), out var way) ? (SignInWay)way! : throw new InvalidOperationException("A sign-in did not say its way.");

    /// <summary>The session of whoever asks; null for API keys.</summary>
    public static Guid? Session(this HttpContext context) =>
        context.User.FindFirstValue(Permissions.SessionClaim) is { } id ? Guid.Parse(id) : null;
}
