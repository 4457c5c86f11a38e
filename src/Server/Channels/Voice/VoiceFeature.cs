using Isberg.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice;

/// <summary>What the telephone is made of.</summary>
internal static class VoiceFeature
{
    public static void AddVoice(this IServiceCollection services)
    {
        services.AddSingleton(it => VoiceOptions.From(it.GetRequiredService<IConfiguration>()));
        services.AddSingleton(it => new PhoneSocket(it.GetRequiredService<VoiceOptions>().Node?.WebSocket));
        services.AddScoped<KeepNumber>();
    }

    public static void MapVoice(this IEndpointRouteBuilder api) => NumberEndpoints.Map(api);
}
