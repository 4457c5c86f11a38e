using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Isberg.Channels;

/// <summary>How often citizens' screens may ask for what. A whole library or office may share one address.</summary>
public sealed record CitizenLimitOptions
{
    /// <summary>Conversations and forms begun from one address, per minute.</summary>
    public int StartsPerMinute { get; init; } = 30;

    /// <summary>Messages and files in one conversation, per minute.</summary>
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>Other requests in one conversation, per minute.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Wrong secrets from one address, per minute.</summary>
    public int WrongSecretsPerMinute { get; init; } = 20;

    /// <summary>Megabytes of files from one address, per hour: nobody fills the disk alone.</summary>
    public int MegabytesPerHour { get; init; } = 300;
}

/// <summary>Counts what citizens' screens ask for, and says when it is too much.</summary>
public sealed class CitizenLimits(CitizenLimitOptions options) : IDisposable
{
    public static readonly Refusal TooMany = new("request.too_many", "That is more than can be taken in so short a time. Wait a minute and try again.");

    private const int KilobytesInMegabyte = 1024;

    private readonly PartitionedRateLimiter<string> starts = PerMinute(options.StartsPerMinute);
    private readonly PartitionedRateLimiter<string> messages = PerMinute(options.MessagesPerMinute);
    private readonly PartitionedRateLimiter<string> requests = PerMinute(options.RequestsPerMinute);
    private readonly PartitionedRateLimiter<string> wrongSecrets = PerMinute(options.WrongSecretsPerMinute);
    private readonly PartitionedRateLimiter<string> uploads = PerHour(options.MegabytesPerHour * KilobytesInMegabyte);

    public bool MayStart(HttpContext context) => Has(starts, AddressOf(context));

    public bool MayWrite(ContactId contact) => Has(messages, contact.Value.ToString());

    public bool MayAsk(ContactId contact) => Has(requests, contact.Value.ToString());

    /// <summary>Looks only: <see cref="WasWrong"/> counts.</summary>
    public bool MayTrySecret(HttpContext context) => wrongSecrets.GetStatistics(AddressOf(context)) is not { CurrentAvailablePermits: <= 0 };

    public void WasWrong(HttpContext context) => Has(wrongSecrets, AddressOf(context));

    /// <summary>Counts what is about to be sent; who has sent too much waits.</summary>
    public bool MayUpload(HttpContext context, long bytes) => Has(uploads, AddressOf(context), (int)Math.Clamp(bytes / 1024, 1, options.MegabytesPerHour * KilobytesInMegabyte));

    public void Dispose()
    {
        uploads.Dispose();
        starts.Dispose();
        messages.Dispose();
        requests.Dispose();
        wrongSecrets.Dispose();
    }

    private static bool Has(PartitionedRateLimiter<string> limiter, string key, int permits = 1)
    {
        using var lease = limiter.AttemptAcquire(key, permits);
        return lease.IsAcquired;
    }

    /// <summary>Half a minute's worth may come at once.</summary>
    private static PartitionedRateLimiter<string> PerMinute(int many) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, many / 2),
            TokensPerPeriod = Math.Max(1, many / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            AutoReplenishment = true,
        }),
        StringComparer.Ordinal);

    /// <summary>An hour's worth may come at once.</summary>
    private static PartitionedRateLimiter<string> PerHour(int many) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, many),
            TokensPerPeriod = Math.Max(1, many / 60),
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            AutoReplenishment = true,
        }),
        StringComparer.Ordinal);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
