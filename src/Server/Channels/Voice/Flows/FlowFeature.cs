using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What flows are made of.</summary>
internal static class FlowFeature
{
    public static void AddFlows(this IServiceCollection services)
    {
        services.AddScoped<KeepFlow>();
        services.AddScoped<PublishFlow>();
        services.AddScoped<MeasureFlow>();
    }
}
