using Isberg.Api;
using Isberg.Channels.Voice.Fax;
using Isberg.Channels.Voice.Flows;
using Isberg.Channels.Voice.Hearing;
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
        services.AddSingleton(it => new PhoneSocket([.. it.GetRequiredService<VoiceOptions>().Nodes.Select(node => node.WebSocket).OfType<string>()]));
        services.AddSingleton(it => it.GetRequiredService<IConfiguration>().GetSection(SpeechOptions.Settings).Get<SpeechOptions>() ?? new SpeechOptions());
        services.AddScoped<KeepNumber>();
        services.AddFlows();
        services.AddHearing();
        services.AddFaxes();
        services.AddSingleton<Prompts>();
        services.AddSingleton<Exchanges>();
        services.AddSingleton<Phones>();
        services.AddSingleton<OwnTelephones>();
        services.AddSingleton<RingOwn>();
        services.AddSingleton<KeepOwnTelephone>();
        services.AddSingleton<RingPhone>();
        services.AddSingleton<SayToCaller>();
        services.AddSingleton<RecordCall>();
        services.AddSingleton<Spool>();
        services.AddSingleton<CallSteps>();
        services.AddSingleton<SettleCall>();
        services.AddSingleton<SettleSeconds>();
        services.AddSingleton<ArriveCall>();
        services.AddSingleton<DriveCall>();
        services.AddSingleton<OutgoingCalls>();
        services.AddSingleton<TakeUpPhones>();
        services.AddSingleton<AskCallback>();
        services.AddSingleton<LeaveMessage>();
        services.AddSingleton<ChangeQueue>();
        services.AddSingleton<LeaveQueue>();
        services.AddHostedService<LeftMessages>();
        services.AddSingleton<BringCallback>();
        services.AddHostedService<DueCallbacks>();
        services.AddSingleton<CallOut>();
        services.AddSingleton<BeginByPhone>();
        services.AddScoped<KeepDialRule>();
        services.AddSingleton<Calls>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<TakeUpCalls>();
        services.AddSingleton<HearExchange>();
        services.AddSingleton<HearFloors>();
        services.AddSingleton<LostPhones>();
        services.AddSingleton<LostExchanges>();
        services.AddSingleton<PromiseCallback>();
        services.AddHostedService<VoiceLine>();
        services.AddHostedService<WatchCalls>();
        services.AddSingleton<KeepSound>();
        services.AddSingleton<SoundJob>();
        services.AddHostedService<WatchSound>();
    }

    public static void MapVoice(this IEndpointRouteBuilder api)
    {
        NumberEndpoints.Map(api);
        FlowEndpoints.Map(api);
        FlowSoundEndpoints.Map(api);
        HearingEndpoints.Map(api);
        DialEndpoints.Map(api);
        FaxEndpoints.Map(api);
        PhoneEndpoints.Map(api);
        OwnTelephoneEndpoints.Map(api);
    }
}
