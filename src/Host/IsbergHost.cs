using Isberg.Api;
using Isberg.Demo;
using Isberg.Portal;
using Isberg.Storage;

namespace Isberg;

/// <summary>The whole program as one object, so that a test runs what production runs.</summary>
public static class IsbergHost
{
    /// <summary>Reads the settings, builds the server and brings its database up to this release.</summary>
    /// <param name="change">What a test puts in the place of something else, for instance the clock.</param>
    public static async Task<WebApplication> Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        // The framework's request lines tell whole addresses, with what somebody searched for; they are also most of the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        change?.Invoke(builder);
        OwnHttps.Use(builder);
        builder.Services.AddIsberg(new StorageOptions
        {
            Folder = builder.Configuration["Isberg:Data"] ?? "data",
            Connection = builder.Configuration["Isberg:Database"],
        });
        builder.Services.AddPortal();

        var app = builder.Build();
        await app.Services.GetRequiredService<Databases>().Migrate(app.Lifetime.ApplicationStopping);
        // Said on purpose, as ./run does: tests and other installations begin empty.
        if (builder.Configuration.GetValue<bool?>("Isberg:Empty") is false)
            await DemoCentre.Ensure(app.Services, Console.Out, app.Lifetime.ApplicationStopping);
        app.MapIsberg();
        app.MapPortal();
        app.MapScreens(builder.Configuration["Isberg:Web"]);
        return app;
    }
}
