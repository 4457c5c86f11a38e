using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Isberg.Api;

/// <summary>Serves what the browsers run: the staff's desk at /desk, and the chat that other sites embed at /widget.</summary>
public static class Screens
{
    // Built files under assets/ carry a hash of what is in them, so that they never change; all else is asked for anew.
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    // The component library sets styles from scripts; everything else comes from here, and nobody may frame the desk.
    // Pictures from elsewhere are for the frame in which a mail is shown as it looks: it inherits this, and forbids them itself until they are asked for.
    private const string DeskPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; media-src 'self' data: blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <param name="folder">Holds the built <c>desk</c> and <c>widget</c>; what is not there is not served.</param>
    public static void MapScreens(this WebApplication app, string? folder)
    {
        if (folder is null) return;

        var desk = Path.GetFullPath(Path.Combine(folder, "desk"));
        if (File.Exists(Path.Combine(desk, "index.html"))) MapDesk(app, desk);

        var widget = Path.GetFullPath(Path.Combine(folder, "widget"));
        if (Directory.Exists(widget)) app.UseStaticFiles(Files("/widget", widget));
    }

    private static void MapDesk(WebApplication app, string folder)
    {
        var files = Files("/desk", folder, PolicyOf(app.Services.GetRequiredService<PhoneSocket>()));
        app.UseStaticFiles(files);
        app.MapFallbackToFile("/desk/{**path:nonfile}", "index.html", new StaticFileOptions
        {
            FileProvider = files.FileProvider,
            OnPrepareResponse = files.OnPrepareResponse,
        }).ForAll();
    }

    private static string PolicyOf(PhoneSocket phone) => phone.Source is { } source ? $"{DeskPolicy}; connect-src 'self' {source}" : DeskPolicy;

    private static StaticFileOptions Files(string path, string folder, string? policy = null) => new()
    {
        RequestPath = path,
        FileProvider = new PhysicalFileProvider(folder),
        OnPrepareResponse = context => Prepare(context, path, policy),
    };

    private static void Prepare(StaticFileResponseContext context, string path, string? policy)
    {
        var headers = context.Context.Response.Headers;
        headers[HeaderNames.CacheControl] = context.Context.Request.Path.StartsWithSegments($"{path}/assets", StringComparison.Ordinal) ? ForEver : AskAgain;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        if (policy is null || context.File.Name != "index.html") return;

        headers[HeaderNames.ContentSecurityPolicy] = policy;
        headers["Referrer-Policy"] = "same-origin";
    }
}
