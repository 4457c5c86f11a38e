using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What flows are made of.</summary>
internal static class FlowFeature
{
    public static void AddFlows(this IServiceCollection services)
    {
        services.AddSingleton(it => LookUpOptions.From(it.GetRequiredService<IConfiguration>()));
        services.AddSingleton<LookUp>();
        services.AddSingleton<AskForFlow>();
        services.AddSingleton<FlowRuns>();
        services.AddSingleton<FollowFlow>();
        services.AddScoped<KeepFlow>();
        services.AddScoped<KeepFlowSound>();
        services.AddScoped<PublishFlow>();
        services.AddScoped<MeasureFlow>();
    }
}
