using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers.Voice;

/// <summary>A business system that knows how cases stand: /cases/12 is granted, any other is not; /hangs never answers.</summary>
public sealed class CaseSystem : IAsyncDisposable
{
    private readonly WebApplication app;

    private CaseSystem(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<CaseSystem> Start(CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(Answer);
        await app.StartAsync(stop);
        return new CaseSystem(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task Answer(HttpContext context)
    {
        if (context.Request.Path == "/hangs") await Task.Delay(Timeout.Infinite, context.RequestAborted);
        await context.Response.WriteAsync(new JsonObject { ["status"] = context.Request.Path == "/cases/12" ? "granted" : "open" }.ToJsonString());
    }
}
