using System.Security.Claims;
using Isberg.Api;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Isberg.Access;

/// <summary>Puts an account's centre, person and permissions into its session.</summary>
internal sealed class AccountClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Permissions.CentreClaim, user.Centre.Value.ToString()));
        identity.AddClaim(new Claim(Permissions.PersonClaim, user.Person.Value.ToString()));
        foreach (var permission in user.Roles.Where(Role.Permissions.ContainsKey).SelectMany(it => Role.Permissions[it]).Distinct(StringComparer.Ordinal))
            identity.AddClaim(new Claim(Permissions.PermissionClaim, permission));
        foreach (var commissioner in user.Commissioners ?? [])
            identity.AddClaim(new Claim(Permissions.CommissionerClaim, commissioner.ToString()));
        return identity;
    }
}
