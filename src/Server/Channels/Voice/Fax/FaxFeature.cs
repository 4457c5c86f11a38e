using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice.Fax;

/// <summary>What faxes are made of.</summary>
internal static class FaxFeature
{
    public static void AddFaxes(this IServiceCollection services)
    {
        services.AddSingleton<FaxSpool>();
        services.AddSingleton<FaxSheets>();
        services.AddSingleton<TakeFaxes>();
        services.AddSingleton<WriteFax>();
        services.AddSingleton<FaxOutbox>();
        services.AddSingleton<CallForLostFax>();
        services.AddSingleton<MoveFax>();
        services.AddSingleton<SendFaxes>();
        services.AddHostedService<WatchFaxes>();
    }
}
