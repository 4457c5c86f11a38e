using System.Security.Claims;
using Isberg.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Isberg.Api;

/// <summary>What an endpoint demands; every endpoint declares one of these.</summary>
/// <param name="Name">A permission, or null: anybody who is signed in.</param>
public sealed record NeedsPermission(string? Name);

/// <summary>An endpoint that needs no sign-in: the citizens' side, and the door itself.</summary>
public sealed record OpenToAll;

/// <summary>Declares what endpoints demand, and tells who asks.</summary>
public static class Permissions
{
    public const string CentreClaim = "isberg:centre";
    public const string PersonClaim = "isberg:person";
    public const string PermissionClaim = "isberg:permission";
    public const string CommissionerClaim = "isberg:commissioner";
    public const string LimitedClaim = "isberg:limited";
    public const string SessionClaim = "isberg:session";
    public const string KeyClaim = "isberg:key";

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim(PermissionClaim, permission))
            .WithMetadata(new NeedsPermission(permission));

    public static TBuilder NeedsSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization().WithMetadata(new NeedsPermission(null));

    public static TBuilder ForAll<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AllowAnonymous().WithMetadata(new OpenToAll());

    /// <summary>The viewer behind a request that has passed authorization.</summary>
    public static Viewer Viewer(this HttpContext context) => Of(context.User);

    public static Viewer Of(ClaimsPrincipal user)
    {
        var centre = user.FindFirstValue(CentreClaim) ?? throw new UnauthorizedAccessException("No centre in the session.");
        var person = user.FindFirstValue(PersonClaim);
        var key = user.FindFirstValue(KeyClaim);
        var commissioners = user.FindAll(CommissionerClaim).Select(it => new CommissionerId(Guid.Parse(it.Value))).ToHashSet();
        return new Viewer(
            new CentreId(Guid.Parse(centre)),
            person is null ? null : new PersonId(Guid.Parse(person)),
            user.FindAll(PermissionClaim).Select(it => it.Value).ToHashSet(StringComparer.Ordinal),
            user.HasClaim(it => it.Type == LimitedClaim) ? commissioners : null,
            key is null ? null : new ApiKeyId(Guid.Parse(key)));
    }
}
