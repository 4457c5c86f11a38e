using System.Text.RegularExpressions;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Isberg.Portal;

/// <summary>The citizens' pages: rendered on the server, usable without JavaScript.</summary>
public static class PortalSetup
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddHttpContextAccessor();
        services.AddScoped<PageTexts>();
        services.AddExceptionHandler<PageBorder>();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RouteOptions>(it =>
        {
            it.ConstraintMap["key"] = typeof(KeyConstraint);
            it.ConstraintMap["page"] = typeof(PageConstraint);
        });
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/portal",
            FileProvider = new EmbeddedFileProvider(typeof(PortalSetup).Assembly, "Isberg.Files"),
            OnPrepareResponse = it => it.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.MapRazorPages().ForAll();
        app.MapFallbackToPage("{*path:nonfile:page}", "/NotFound").ForAll();
    }
}

/// <summary>The key of a centre or a service in an address; what other parts of the product answer to is none.</summary>
internal sealed partial class KeyConstraint : IRouteConstraint
{
    public const int Longest = 80;

    private static readonly string[] Taken = ["api", "desk", "portal", "status", "widget"];

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string { Length: <= Longest } key && Key().IsMatch(key) && !Taken.Contains(key, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex Key();
}

/// <summary>An address that a page answers, not the API, the desk or a file.</summary>
internal sealed class PageConstraint : IRouteConstraint
{
    private static readonly string[] Others = ["api", "desk", "portal", "widget"];

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        !Others.Contains((values[routeKey] as string ?? "").Split('/')[0], StringComparer.OrdinalIgnoreCase);
}
