using System.Security.Claims;
using Isberg.Api;
using Microsoft.AspNetCore.Identity;

namespace Isberg.Access;

/// <summary>Who an account's or a key's holder is to the rest of the server: centre, person, permissions. Made anew for every request, so that a change of rights holds at once.</summary>
internal sealed class AccountClaims : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Of(user, IdentityConstants.ApplicationScheme));

    public static ClaimsPrincipal Of(Account account, string scheme, Guid? session = null)
    {
        var permissions = account.Roles.Where(Role.Permissions.ContainsKey).SelectMany(it => Role.Permissions[it]).Distinct(StringComparer.Ordinal);
        var identity = Identity(scheme, account.Centre, permissions, account.Commissioners);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new Claim(Permissions.PersonClaim, account.Person.Value.ToString()));
        if (session is { } id) identity.AddClaim(new Claim(Permissions.SessionClaim, id.ToString()));
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal Of(ApiKey key, string scheme)
    {
        var identity = Identity(scheme, key.Centre, key.Permissions, key.Commissioners);
        identity.AddClaim(new Claim(Permissions.KeyClaim, key.Id.Value.ToString()));
        return new ClaimsPrincipal(identity);
    }

    private static ClaimsIdentity Identity(string scheme, CentreId centre, IEnumerable<string> permissions, IReadOnlyList<Guid>? commissioners)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(Permissions.CentreClaim, centre.Value.ToString()));
        identity.AddClaims(permissions.Select(it => new Claim(Permissions.PermissionClaim, it)));
        if (commissioners is not null) identity.AddClaim(new Claim(Permissions.LimitedClaim, "commissioners"));
        identity.AddClaims((commissioners ?? []).Select(it => new Claim(Permissions.CommissionerClaim, it.ToString())));
        return identity;
    }
}
