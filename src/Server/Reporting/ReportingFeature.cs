using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Reporting;

/// <summary>What runs for figures.</summary>
public static class ReportingFeature
{
    public static void AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<FigureNews>();
        services.AddSingleton(it => FigureFollower.KindWith(it.GetRequiredService<FigureNews>()));
        services.AddHostedService<FigureStream>();
        services.AddScoped<ReadFigures>();
        services.AddScoped<ReadSoundFigures>();
        services.AddScoped<ReadRecordingFigures>();
        services.AddScoped<ReadFigureContacts>();
    }
}
