using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Reporting;

/// <summary>What runs for figures.</summary>
public static class ReportingFeature
{
    public static void AddReporting(this IServiceCollection services)
    {
        services.AddSingleton(FigureFollower.Kind);
        services.AddScoped<ReadFigures>();
        services.AddScoped<ReadFigureContacts>();
    }
}
