using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Isberg.Api;

/// <summary>Marks an endpoint that changes one thing and demands to know which version of it the caller has seen.</summary>
public sealed record NeedsVersion;

/// <summary>Against lost updates: what can be changed is shown with an ETag, and changed only by who has seen the newest.</summary>
public static class Versions
{
    public static readonly Refusal NoVersion = new(
        "version.unconditional", "Send the header If-Match with the ETag of what you have seen, so that nobody's change is lost.");

    /// <summary>Demands If-Match; the endpoint then asks <see cref="Differs"/>.</summary>
    public static RouteHandlerBuilder NeedsVersion(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new NeedsVersion()).AddEndpointFilter(async (call, next) =>
            call.HttpContext.Request.Headers.IfMatch.Count == 0 ? Problem.Of(NoVersion) : await next(call));

    public static string ETagOf(Guid version) => $"\"{version:N}\"";

    /// <summary>Shows the version of what the answer holds.</summary>
    public static void ShowVersion(this HttpContext context, Guid version) => context.Response.Headers.ETag = ETagOf(version);

    /// <summary>Null when the caller has seen this version, else the refusal, named after the thing: "service.changed".</summary>
    public static Refusal? Differs(this HttpContext context, Guid version, string thing)
    {
        var seen = context.Request.Headers.IfMatch.ToString().Trim();
        if (seen == "*" || seen.Split(',').Any(it => it.Trim() == ETagOf(version))) return null;
        return new Refusal($"{thing}.changed", "Somebody has changed this since you loaded it. Load it again and repeat your change.");
    }
}
