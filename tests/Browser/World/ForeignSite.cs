using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isberg.World;

/// <summary>Somebody else's web site, of one page with one script tag, on a port of its own.</summary>
public sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private ForeignSite(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<ForeignSite> Start(Site site, string language, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var page = $"""
            <!doctype html>
            <html lang="{language}"><head><title>Grannkommunen</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><h1>Grannkommunen</h1></main>
            <script src="{site.Address}/widget/isberg-chat.js" data-centre="{site.Key}" data-service="sales" async></script></body></html>
            """;
        app.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(page);
        });
        await app.StartAsync(stop);
        return new ForeignSite(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
