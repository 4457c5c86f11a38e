using System.Collections.Concurrent;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>Which sites' pages may use a service's chat: our own always, foreign ones when the service names them.</summary>
public sealed class AllowedOrigins(Databases databases, ConversationDoor door, TimeProvider clock) : ICorsPolicyProvider
{
    public const string Policy = "citizens";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CentreId, (long At, IReadOnlyDictionary<string, IReadOnlyList<string>> Services)> known = new();

    public static readonly Refusal Forbidden = new("origin.forbidden", "The chat may not be used from this site. The service's administrator can allow it.");

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (policyName != Policy) return null;
        var origin = context.Request.Headers.Origin.ToString();
        var builder = new CorsPolicyBuilder().AllowAnyHeader().WithMethods("GET", "POST").SetPreflightMaxAge(AskAgainAfter)
            .WithExposedHeaders("Content-Disposition", "Retry-After");
        return (await IsAllowed(context, origin) ? builder.WithOrigins(origin) : builder.SetIsOriginAllowed(_ => false)).Build();
    }

    /// <summary>Refuses what a browser sends from elsewhere; what is no browser names no origin.</summary>
    public async ValueTask<object?> Guard(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var origin = call.HttpContext.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !await IsAllowed(call.HttpContext, origin)) return Problem.Of(Forbidden);
        call.HttpContext.Response.Headers.Vary = "Origin";
        return await next(call);
    }

    private async Task<bool> IsAllowed(HttpContext context, string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from)) return false;
        if (string.Equals(from.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase)) return true;

        var named = await NamedBy(context);
        return named.Any(it => string.Equals(it.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A conversation may be moved to another service; it stays on the page where it began.</summary>
    private async Task<IEnumerable<string>> NamedBy(HttpContext context)
    {
        var route = context.Request.RouteValues;
        if (route["contact"] is string written)
        {
            var centre = Guid.TryParse(written, out var contact) ? await door.CentreOf(new ContactId(contact), context.RequestAborted) : null;
            return centre is { } its ? (await In(its, context.RequestAborted)).SelectMany(it => it.Value) : [];
        }

        await using var db = databases.CreateDbContext();
        var key = route["centre"] as string;
        if (await db.Centres.Where(it => it.Key == key).Select(it => (CentreId?)it.Id).SingleOrDefaultAsync(context.RequestAborted) is not { } named) return [];

        var services = await In(named, context.RequestAborted);
        return route["service"] is string service ? services.GetValueOrDefault(service, []) : services.SelectMany(it => it.Value);
    }

    /// <summary>The origins of each service, by its key.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> In(CentreId centre, CancellationToken stop)
    {
        if (known.TryGetValue(centre, out var found) && clock.GetElapsedTime(found.At) < KnownFor) return found.Services;

        await using var db = databases.CreateDbContext();
        var services = await db.Services.AsNoTracking().Where(it => it.Centre == centre).Select(it => new { it.Key, it.AllowedOrigins }).ToListAsync(stop);
        var byKey = services.ToDictionary(it => it.Key, it => it.AllowedOrigins, StringComparer.Ordinal);
        known[centre] = (clock.GetTimestamp(), byKey);
        return byKey;
    }
}
