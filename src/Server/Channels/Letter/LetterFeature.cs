using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Letter;

/// <summary>What the letter channel is made of.</summary>
internal static class LetterFeature
{
    public static void AddLetters(this IServiceCollection services)
    {
        services.AddSingleton(it => it.GetRequiredService<IConfiguration>().GetSection(LetterOptions.Settings).Get<LetterOptions>() ?? new LetterOptions());
        services.AddSingleton<SpokenLanguages>();
        services.AddSingleton<Apart>();
        services.AddSingleton(it => new ReadingTools(it.GetRequiredService<Apart>(), it.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReadScan>();
        services.AddSingleton<KeepScan>();
        services.AddSingleton<PutLetterAside>();
        services.AddSingleton(it => new TakeLetter(
            it.GetRequiredService<Databases>(), it.GetRequiredService<ReceiveContact>(), it.GetRequiredService<KeepScan>(), it.GetRequiredService<SpokenLanguages>(),
            it.GetRequiredService<PutLetterAside>()));
        services.AddSingleton<TakeScans>();
        services.AddSingleton<IntakeStates>();
        services.AddHostedService<IntakeWatch>();
        services.AddScoped<KeepIntake>();
        services.AddSingleton<DrawLetter>();
        services.AddSingleton<KeepAnswer>();
        services.AddSingleton<WriteLetter>();
        services.AddSingleton<SettleLetter>();
    }

    public static void MapLetters(this IEndpointRouteBuilder api)
    {
        IntakeEndpoints.Map(api);
        LetterEndpoints.Map(api);
        OutgoingLetterEndpoints.Map(api);
    }
}
