using System.Globalization;
using System.Threading.RateLimiting;
using Isberg.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Isberg.Api;

/// <summary>How often one caller may ask.</summary>
public sealed record RateOptions
{
    /// <summary>Requests at once of one account or API key, before the steady rate holds.</summary>
    public int AccountBurst { get; set; } = 300;

    /// <summary>Requests per second of one account or API key.</summary>
    public int AccountPerSecond { get; set; } = 50;

    /// <summary>Requests at once of one address without sign-in. A town hall may sit behind one address.</summary>
    public int AddressBurst { get; set; } = 1_000;

    /// <summary>Requests per second of one address without sign-in.</summary>
    public int AddressPerSecond { get; set; } = 200;

    /// <summary>Attempts at the door (password, code, link) of one address in one minute.</summary>
    public int DoorPerMinute { get; set; } = 30;
}

/// <summary>Limits how often one caller asks: by account or key where he is known, else by address.</summary>
public static class Rates
{
    public static readonly Refusal TooMany = new("request.too_many", "Too many requests. Wait for the seconds that the header Retry-After tells, then try again.");

    private const string DoorPolicy = "door";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>For endpoints where somebody might guess: passwords, codes, links.</summary>
    public static RouteHandlerBuilder AtTheDoor(this RouteHandlerBuilder endpoint) => endpoint.RequireRateLimiting(DoorPolicy);

    internal static void Add(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateOptions>>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) => Refuse(context);
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Usual(context, options.Value));
            limiter.AddPolicy(DoorPolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                $"door {AddressOf(context)}",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.DoorPerMinute, Window = Minute }));
        });
    }

    private static RateLimitPartition<string> Usual(HttpContext context, RateOptions options) => CallerOf(context) is { } caller
        ? Bucket(caller, options.AccountBurst, options.AccountPerSecond)
        : Bucket($"address {AddressOf(context)}", options.AddressBurst, options.AddressPerSecond);

    private static RateLimitPartition<string> Bucket(string who, int burst, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(
        who, _ => new TokenBucketRateLimiterOptions { TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = Second });

    private static string? CallerOf(HttpContext context) =>
        context.User.FindFirst(Permissions.KeyClaim)?.Value ?? context.User.FindFirst(Permissions.PersonClaim)?.Value;

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static async ValueTask Refuse(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Second;
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problem.Of(TooMany).ExecuteAsync(context.HttpContext);
    }
}
