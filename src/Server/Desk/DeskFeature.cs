using Isberg.Api;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Desk;

/// <summary>The desk of whoever handles contacts: its use cases, its addresses and the live stream.</summary>
public static class DeskFeature
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<AcceptOffer>();
        services.AddSingleton<DeclineOffer>();
        services.AddSingleton<HoldContact>();
        services.AddSingleton<EndConversation>();
        services.AddSingleton<TransferContact>();
        services.AddSingleton<ConsultColleague>();
        services.AddSingleton<ParkCall>();
        services.AddSingleton<ReadParked>();
        services.AddSingleton<DirectoryBook>();
        services.AddSingleton<ReadDirectory>();
        services.AddSingleton<ReadWaitingCalls>();
        services.AddSingleton<MergeContact>();
        services.AddSingleton<FinishWrapUp>();
        services.AddSingleton<ChoosePresence>();
        services.AddSingleton<PeopleNames>();
        services.AddSingleton<CallbackReading>();
        services.AddSingleton<ContactReading>();
        services.AddSingleton<ReadThread>();
        services.AddSingleton<KeepDraft>();
        services.AddSingleton<EditCustomer>();
        services.AddSingleton<IdentifyContact>();
        services.AddSingleton<DeskReading>();
        services.AddSingleton<OpenDesks>();
        services.AddHostedService(it => it.GetRequiredService<OpenDesks>());
        services.AddSingleton<WhoWrites>();
        services.AddSingleton<Signs>();
        services.AddSingleton<DeskStream>();
        services.AddHostedService(it => it.GetRequiredService<DeskStream>());
        services.AddHostedService<CitizenSigns>();
        services.AddSingleton<PhoneStates>();
        services.AddHostedService<PhoneSigns>();
    }

    public static void MapDesk(this IEndpointRouteBuilder api)
    {
        DeskEndpoints.Map(api);
        ConsultEndpoints.Map(api);
        ParkEndpoints.Map(api);
        SwitchboardEndpoints.Map(api);
        ContactEndpoints.Map(api);
        DraftEndpoints.Map(api);
        CustomerEndpoints.Map(api);
        api.MapHub<LiveHub>("/live").NeedsSignIn();
    }
}
