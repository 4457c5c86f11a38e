using Isberg.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Isberg.Access;

/// <summary>Sign-in and rights: accounts, sessions, API keys, and what they stand on.</summary>
internal static class AccessFeature
{
    private const string EitherScheme = "isberg";
    private const int MostFailures = 8;
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton(it => MasterKey.Of(it.GetRequiredService<StorageOptions>()));
        services.AddSingleton(it => it.GetRequiredService<IConfiguration>().GetSection("Isberg:Sessions").Get<SessionLimits>() ?? new SessionLimits());
        services.AddSingleton<AccessLedger>();
        services.AddSingleton<KeepAccount>();
        services.AddSingleton<LiveSessions>();
        services.Configure<HubOptions>(it => it.AddFilter<LiveSessions>());
        services.AddSingleton<Sessions>();
        services.AddScoped<SetRights>();
        services.AddScoped<MakeAccount>();
        services.AddScoped<MakeLink>();
        services.AddScoped<UseLink>();
        services.AddScoped<MakeApiKey>();
        services.AddScoped<SignIn>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<KeepOpenId>();
        services.AddScoped<FindOpenId>();
        services.AddScoped<EnterByOpenId>();
        services.AddSingleton<OpenIdProviders>();
        services.AddScoped<SignInByOpenId>();
        services.AddDataProtection().SetApplicationName("isberg");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeptProtectionKeys>();
        AddIdentity(services);
        AddSchemes(services);
        services.AddAuthorization();
    }

    /// <summary>The feature's endpoints.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        SessionEndpoints.Map(api);
        LinkEndpoints.Map(api);
        OpenIdEndpoints.Map(api);
        AccountEndpoints.Map(api);
        OwnAccountEndpoints.Map(api);
        PasskeyEndpoints.Map(api);
        ApiKeyEndpoints.Map(api);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(it =>
            {
                it.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                it.User.RequireUniqueEmail = true;
                it.User.AllowedUserNameCharacters = "";
                it.Lockout.MaxFailedAccessAttempts = MostFailures;
                it.Lockout.DefaultLockoutTimeSpan = LockOut;
                it.Tokens.AuthenticatorIssuer = "Isberg";
                it.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.Least, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
                };
            })
            .AddUserStore<Accounts>()
            .AddSignInManager<Door>()
            .AddTokenProvider<CodesOnce>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.Configure<IdentityPasskeyOptions>(it =>
        {
            it.UserVerificationRequirement = "required";
            it.ResidentKeyRequirement = "required";
        });
    }

    /// <summary>A request shows a cookie or a key; the step cookies carry a person from the password to the code.</summary>
    private static void AddSchemes(IServiceCollection services) => services.AddAuthentication(EitherScheme)
        .AddPolicyScheme(EitherScheme, null, it => it.ForwardDefaultSelector = context =>
            context.Request.Headers.Authorization.ToString().StartsWith(ApiKeyBearer.Bearer, StringComparison.Ordinal)
                ? ApiKeyBearer.SchemeName
                : IdentityConstants.ApplicationScheme)
        .AddScheme<AuthenticationSchemeOptions, SessionCookie>(IdentityConstants.ApplicationScheme, null)
        .AddScheme<AuthenticationSchemeOptions, ApiKeyBearer>(ApiKeyBearer.SchemeName, null)
        .AddCookie(IdentityConstants.TwoFactorUserIdScheme, it => Step(it.Cookie, "isberg.step"))
        .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, it => Step(it.Cookie, "isberg.known"))
        .AddCookie(IdentityConstants.ExternalScheme, it => Step(it.Cookie, "isberg.external"));

    private static void Step(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
