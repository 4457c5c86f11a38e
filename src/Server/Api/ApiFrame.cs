using System.Net;
using Isberg.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Api;

/// <summary>Where requests come from.</summary>
public sealed record ProxyOptions
{
    /// <summary>Addresses or networks ("192.0.2.1", "192.0.2.0/24") of the proxies in front; their X-Forwarded headers are believed, nobody else's.</summary>
    public IReadOnlyList<string> Trusted { get; set; } = [];
}

/// <summary>What holds for every address of the API, whatever its feature.</summary>
internal static class ApiFrame
{
    public static void AddApiFrame(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(it => ApiJson.Configure(it.SerializerOptions));
        services.Configure<RouteHandlerOptions>(it => it.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(it =>
        {
            it.AddServerHeader = false;
            it.Limits.MaxRequestBodySize = Limits.Body;
        });
        services.AddProblemDetails(it => it.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails is HttpValidationProblemDetails invalid) Name(invalid);
        });
        services.AddValidation();
        services.AddExceptionHandler<Border>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DoorAnswer>();
        services.AddOptions<RateOptions>().BindConfiguration("Isberg:Rates");
        services.AddOptions<ProxyOptions>().BindConfiguration("Isberg:Proxies");
        services.AddOptions<ForwardedHeadersOptions>().Configure<Microsoft.Extensions.Options.IOptions<ProxyOptions>>((it, proxies) => Trust(it, proxies.Value));
        services.AddSingleton<Pages>();
        Rates.Add(services);
        ApiDocument.Add(services);
        services.AddSignalR().AddJsonProtocol(it => ApiJson.Configure(it.PayloadSerializerOptions));
    }

    /// <summary>In this order: who sends it, what may be done with the answer, what went wrong, from our pages, who asks, how often, what he may.</summary>
    public static void UseApiFrame(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            return http.Request.IsUnder("/api") && Requests.Of(http.Response.StatusCode) is { } refusal
                ? Problem.Of(refusal, http.Response.StatusCode).ExecuteAsync(http)
                : Task.CompletedTask;
        });
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<OwnSite>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void Name(HttpValidationProblemDetails invalid)
    {
        invalid.Type = Problem.TypeOf(Requests.Invalid.Code);
        invalid.Title = string.Join(' ', invalid.Errors.SelectMany(it => it.Value).Take(3));
        invalid.Extensions["code"] = Requests.Invalid.Code;
    }

    private static void Trust(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
        headers.ForwardedHeaders = proxies.Trusted.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in proxies.Trusted)
        {
            if (proxy.Contains('/', StringComparison.Ordinal)) headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else headers.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
