using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Ledger;

/// <summary>What runs for the ledger's sake.</summary>
internal static class LedgerParts
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<Followers>();
        services.AddSingleton<RebuildFollowers>();
        services.AddHostedService(it => it.GetRequiredService<Followers>());
        services.AddHostedService<SnapshotKeeper>();
        services.AddSingleton<LedgerStreams>();
        services.AddSingleton<PastFloor>();
        services.AddSingleton<Replay>();
        services.AddScoped<ReadLedger>();
    }
}
