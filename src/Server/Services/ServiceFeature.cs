using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Services;

/// <summary>What runs for services.</summary>
public static class ServiceFeature
{
    public static void AddServices(this IServiceCollection services)
    {
        services.AddSingleton<Settings>();
        services.AddSingleton<TellFloor>();
        services.AddSingleton<BlockList>();
        services.AddHostedService<DailyRules>();
    }
}
