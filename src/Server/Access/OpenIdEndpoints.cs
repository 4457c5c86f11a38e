using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Signing in through the organisation's own service, and setting that up.</summary>
public static class OpenIdEndpoints
{
    private const string JourneyCookie = "isberg.openid";
    private const string JourneyPath = "/api/v1/session/openid";
    private const string Home = "/desk/";
    private const int MostCode = 4_000;
    private static readonly TimeSpan JourneyTime = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/session/ways", Ways).ForAll();
        api.MapGet("/session/openid", Begin).ForAll().AtTheDoor();
        api.MapGet("/session/openid/back", Back).ForAll().AtTheDoor();
        api.MapGet("/access/openid", Show).Needs(Permission.AccessWrite);
        api.MapPut("/access/openid", Keep).Needs(Permission.AccessWrite).NeedsVersion();
    }

    /// <summary>How one can sign in besides with a password.</summary>
    /// <param name="OpenId">The organisation's own service; null: there is none.</param>
    public sealed record WaysInView(OpenIdWayView? OpenId);

    /// <param name="Name">What the button says.</param>
    /// <param name="Path">Where the button leads.</param>
    public sealed record OpenIdWayView(string Name, string Path);

    /// <summary>The set-up of the organisation's sign-in service.</summary>
    /// <param name="BackPath">What is entered there as redirect address, after the address of this site.</param>
    public sealed record OpenIdView(
        bool IsOn, string Name, string Issuer, string ClientId, bool HasSecret, string GroupClaim, IReadOnlyList<GroupRole> Groups, bool Provisions, string BackPath, string Version);

    /// <param name="Secret">Null: the stored one stays.</param>
    public sealed record KeepOpenIdRequest(
        bool IsOn, [MinLength(1), MaxLength(Limits.Name)] string Name, [MaxLength(500)] string Issuer, [MinLength(1), MaxLength(Limits.Name)] string ClientId,
        [MinLength(1), MaxLength(Limits.Name)] string GroupClaim, [MaxLength(KeepOpenId.MostGroups)] IReadOnlyList<GroupRole> Groups, bool Provisions,
        [MaxLength(1_000)] string? Secret = null);

    /// <param name="centre">A centre's key; without one, the only centre there is.</param>
    private static async Task<Ok<WaysInView>> Ways(FindOpenId find, CancellationToken stop, [MaxLength(Limits.Name)] string? centre = null) =>
        TypedResults.Ok(new WaysInView(await find.Run(centre, stop) is { } setup
            ? new OpenIdWayView(setup.Name, $"{JourneyPath}{(centre is null ? "" : $"?centre={Uri.EscapeDataString(centre)}")}")
            : null));

    private static async Task<RedirectHttpResult> Begin(
        HttpContext context, FindOpenId find, SignInByOpenId signIn, IDataProtectionProvider protection, CancellationToken stop,
        [MaxLength(Limits.Name)] string? centre = null, [MaxLength(1_000)] string? to = null)
    {
        if (await find.Run(centre, stop) is not { } setup) return Refused(SignInByOpenId.NotSetUp);
        if (!(await signIn.Begin(setup.Centre, BackAddress(context), OwnPlace(to), stop)).Succeeded(out var begun, out var refusal)) return Refused(refusal);

        context.Response.Cookies.Append(JourneyCookie, Seal(protection).Protect(JsonSerializer.Serialize(begun.Journey), JourneyTime), Cookie(context));
        return TypedResults.Redirect(begun.Address.ToString());
    }

    /// <summary>The browser comes back from the sign-in service.</summary>
    private static async Task<RedirectHttpResult> Back(
        HttpContext context, SignInByOpenId signIn, EnterByOpenId enter, Door door, IDataProtectionProvider protection, CancellationToken stop,
        string? code = null, string? state = null)
    {
        var journey = Open(context, protection);
        context.Response.Cookies.Delete(JourneyCookie, Cookie(context));
        if (journey is null || code is null or { Length: > MostCode } || state != journey.State) return Refused(SignInByOpenId.NotProven);
        if (!(await signIn.Finish(journey, code, BackAddress(context), stop)).Succeeded(out var proven, out var refusal)) return Refused(refusal);
        if (!(await enter.Run(proven, stop)).Succeeded(out var account, out refusal)) return Refused(refusal);

        context.ComesBy(SignInWay.OpenId);
        await door.SignInAsync(account, isPersistent: true);
        return TypedResults.Redirect(journey.To);
    }

    private static async Task<Ok<OpenIdView>> Show(HttpContext context, Database db, CancellationToken stop)
    {
        var setup = await db.OpenIdSetups.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(stop);
        context.ShowVersion(setup?.Version ?? Guid.Empty);
        return TypedResults.Ok(ViewOf(setup));
    }

    private static async Task<Results<Ok<OpenIdView>, ProblemHttpResult>> Keep(
        KeepOpenIdRequest request, HttpContext context, Database db, KeepOpenId keep, CancellationToken stop)
    {
        var viewer = context.Viewer();
        var seen = (await db.OpenIdSetups.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(stop))?.Version ?? Guid.Empty;
        if (context.Differs(seen, "openid") is { } changed) return Problem.Of(changed);

        var command = new KeepOpenId.Command(
            request.IsOn, request.Name, request.Issuer, request.ClientId, request.Secret, request.GroupClaim, request.Groups, request.Provisions);
        if (!(await keep.Run(viewer, command, seen, stop)).Succeeded(out var setup, out var refusal)) return Problem.Of(refusal);

        context.ShowVersion(setup.Version);
        return TypedResults.Ok(ViewOf(setup));
    }

    private static OpenIdView ViewOf(OpenIdSetup? it) => it is null
        ? new OpenIdView(false, "", "", "", false, "groups", [], false, $"{JourneyPath}/back", Versions.ETagOf(Guid.Empty))
        : new OpenIdView(it.IsOn, it.Name, it.Issuer, it.ClientId, true, it.GroupClaim, it.Groups, it.Provisions, $"{JourneyPath}/back", Versions.ETagOf(it.Version));

    /// <summary>The desk's sign-in page says why.</summary>
    private static RedirectHttpResult Refused(Refusal refusal) => TypedResults.Redirect($"{Home}?refused={refusal.Code}");

    private static Uri BackAddress(HttpContext context) => new($"{context.Request.Scheme}://{context.Request.Host}{JourneyPath}/back");

    /// <summary>Only to our own pages: nobody is sent elsewhere by a link that begins here.</summary>
    private static string OwnPlace(string? to) =>
        to is not null && to.StartsWith(Home, StringComparison.Ordinal) && !to.Contains("//", StringComparison.Ordinal) && !to.Contains('\\', StringComparison.Ordinal) && !to.Any(char.IsControl)
            ? to : Home;

    private static SignInByOpenId.Journey? Open(HttpContext context, IDataProtectionProvider protection)
    {
        if (!context.Request.Cookies.TryGetValue(JourneyCookie, out var hidden)) return null;
        try
        {
            return JsonSerializer.Deserialize<SignInByOpenId.Journey>(Seal(protection).Unprotect(hidden));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Seal(IDataProtectionProvider protection) => protection.CreateProtector("openid journey").ToTimeLimitedDataProtector();

    /// <summary>Lax, because the browser comes back from another site; it opens nothing by itself.</summary>
    private static CookieOptions Cookie(HttpContext context) => new()
    {
        HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = JourneyPath, MaxAge = JourneyTime, IsEssential = true,
    };
}
