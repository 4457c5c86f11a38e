using Isberg.Contacts;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Chat;

/// <summary>What the citizens' side of the chat is made of.</summary>
internal static class ChatSetup
{
    public const string LimitSettings = "Isberg:CitizenLimits";

    public static void AddChat(this IServiceCollection services)
    {
        services.AddCors();
        services.AddSingleton<AllowedOrigins>();
        services.AddSingleton<ICorsPolicyProvider>(it => it.GetRequiredService<AllowedOrigins>());
        services.AddSingleton(it => new CitizenLimits(it.GetRequiredService<IConfiguration>().GetSection(LimitSettings).Get<CitizenLimitOptions>() ?? new()));
        services.AddSingleton(it => new VirusScanner(it.GetRequiredService<IConfiguration>()[VirusScanner.Setting], it.GetRequiredService<ILogger<VirusScanner>>()));
        services.AddSingleton<FileStore>();
        services.AddSingleton<KeepVoiceMessage>();
        services.AddSingleton<Typing>();
        services.AddSingleton<RecogniseCustomer>();
        services.AddSingleton<ReceiveContact>();
        services.AddSingleton<WriteMessage>();
        services.AddSingleton<FindConversation>();
        services.AddSingleton<EndChat>();
        services.AddSingleton<JoinChat>();
        services.AddSingleton<GoOnByMail>();
        services.AddSingleton<PublicServices>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<ConversationDoor>();
        services.AddSingleton<CitizenPresence>();
        services.AddSingleton<ChatFollowers>();
        services.AddHostedService(it => it.GetRequiredService<ChatFollowers>());
        services.AddSingleton<LostCitizens>();
        services.AddHostedService(it => it.GetRequiredService<LostCitizens>());
    }
}
