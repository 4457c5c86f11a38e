using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
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
    private static readonly string[] NoPages = ["api", "desk", "portal", "widget"];

    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(PortalSetup).Assembly); // a test's own program is another one
        services.AddHttpContextAccessor();
        services.AddScoped<PageTexts>();
        services.AddExceptionHandler<PageBorder>();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RouteOptions>(it =>
        {
            it.ConstraintMap["key"] = typeof(KeyConstraint);
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
        app.Use(MissingPage);
        app.MapRazorPages().ForAll();
    }

    /// <summary>A fallback endpoint would answer for other methods' addresses too, and for browsers that ask before they send.</summary>
    private static Task MissingPage(HttpContext context, RequestDelegate next)
    {
        var isPage = HttpMethods.IsGet(context.Request.Method) && !Path.HasExtension(context.Request.Path)
            && !NoPages.Contains(context.Request.Path.Value!.Split('/')[1], StringComparer.OrdinalIgnoreCase);
        return isPage && context.GetEndpoint() is null ? PlainPage.Write(context, StatusCodes.Status404NotFound, "notFound") : next(context);
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
