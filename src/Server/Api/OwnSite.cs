using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isberg.Api;

/// <summary>Keeps other sites from acting with a visitor's cookie: what changes something, and every WebSocket, must come from our own pages.</summary>
internal sealed class OwnSite(RequestDelegate next)
{
    /// <summary>A header that no foreign form can send; programs that use a cookie set it to anything.</summary>
    public const string Header = "X-Isberg";

    public static readonly Refusal ForeignSite = new(
        "site.forbidden", "This request does not come from Isberg's own pages. Programs that sign in with a cookie send the header X-Isberg: 1.");

    public Task InvokeAsync(HttpContext context) =>
        IsGuarded(context.Request) && !IsOurs(context.Request) ? Problem.Of(ForeignSite).ExecuteAsync(context) : next(context);

    /// <summary>The citizens' side carries no cookie and is called from foreign pages; an API key is never sent by a browser on its own.</summary>
    private static bool IsGuarded(HttpRequest request)
    {
        if (!request.IsUnder("/api") || request.IsUnder("/api/v1/public")) return false;
        if (request.Headers.ContainsKey(HeaderNames.Authorization)) return false;
        return !IsSafe(request.Method) || request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.ContainsKey(HeaderNames.Upgrade);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>Browsers say where a request comes from; what says nothing is no browser of today, and must send our header.</summary>
    private static bool IsOurs(HttpRequest request)
    {
        var from = request.Headers["Sec-Fetch-Site"].ToString();
        if (from.Length > 0) return from is "same-origin" or "none";

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

        return request.Headers.ContainsKey(Header);
    }
}
