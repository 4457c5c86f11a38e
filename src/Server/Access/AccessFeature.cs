using Isberg.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Access;

/// <summary>Sign-in: accounts, the session cookie, and what they stand on.</summary>
internal static class AccessFeature
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>()
            .AddEntityFrameworkStores<Database>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(it => it.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "isberg";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }));
        services.AddAuthorization();
    }
}
