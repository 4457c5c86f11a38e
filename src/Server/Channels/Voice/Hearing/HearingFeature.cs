using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>What hearing callers is made of.</summary>
internal static class HearingFeature
{
    public static void AddHearing(this IServiceCollection services)
    {
        services.AddSingleton(it => RecogniserOptions.From(it.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Recognise>();
        services.AddSingleton<HearCaller>();
        services.AddSingleton<Understand>();
    }
}
