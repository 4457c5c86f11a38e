using Isberg.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Services;

/// <summary>How the centre is set up, in its three layers: services, routing, people.</summary>
public static class ServiceFeature
{
    public static void AddServices(this IServiceCollection services)
    {
        services.AddSingleton<Settings>();
        services.AddSingleton<TellFloor>();
        services.AddSingleton<BlockList>();
        services.AddSingleton<ShowNotices>();
        services.AddHostedService<DailyRules>();
        services.AddSingleton<LapsedBlocks>();
        services.AddHostedService(it => it.GetRequiredService<LapsedBlocks>());
        services.AddScoped<KeepService>();
        services.AddScoped<KeepCalendar>();
        services.AddScoped<KeepReason>();
        services.AddScoped<KeepTemplate>();
        services.AddScoped<KeepNotice>();
        services.AddScoped<KeepCommissioner>();
        services.AddScoped<ChangeCentre>();
        services.AddScoped<CloseEverything>();
        services.AddScoped<OpenByHand>();
        services.AddScoped<BlockSender>();
        services.AddScoped<LiftBlock>();
        services.AddScoped<KeepSkill>();
        services.AddScoped<KeepPresenceReason>();
        services.AddScoped<KeepRole>();
        services.AddScoped<KeepPerson>();
        services.AddScoped<ImportPeople>();
        services.AddSingleton<KeepAbsence>();
        services.AddHostedService<PastAbsences>();
        services.AddScoped<SetRole>();
        services.AddScoped<SetSkills>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        CentreEndpoints.Map(api);
        CommissionerEndpoints.Map(api);
        ServiceEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        ReasonEndpoints.Map(api);
        TemplateEndpoints.Map(api);
        NoticeEndpoints.Map(api);
        BlockEndpoints.Map(api);
        SkillEndpoints.Map(api);
        RoleEndpoints.Map(api);
        PresenceReasonEndpoints.Map(api);
        PersonEndpoints.Map(api);
        AbsenceEndpoints.Map(api);
        ImportEndpoints.Map(api);
    }
}
