using System.Text.Json.Serialization;
using Isberg.Access;
using Isberg.Api;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isberg;

/// <summary>Puts the server together: what runs, and the table of contents of the API.</summary>
public static class IsbergServer
{
    public static void AddIsberg(this IServiceCollection services, StorageOptions storage)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton<Databases>();
        services.AddScoped<Database>(it => it.GetRequiredService<Databases>().CreateDbContext());
        services.AddSingleton<LiveCentres>();
        services.AddHostedService(it => it.GetRequiredService<LiveCentres>());
        services.AddHostedService<FigureFollowers>();
        services.AddScoped<ReadFigures>();
        services.AddScoped<ReadFigureContacts>();
        services.AddServices();
        services.ConfigureHttpJsonOptions(it => it.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.AddSignalR();
        AddAccess(services);
    }

    public static void MapIsberg(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi("/api/{documentName}/openapi.json").ForAll();
        var api = app.MapGroup("/api/v1");
        SessionEndpoints.Map(api);
        FigureEndpoints.Map(api);
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddIdentityCore<Account>()
            .AddEntityFrameworkStores<Database>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(it => it.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "isberg";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
        }));
        services.AddAuthorization();
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
