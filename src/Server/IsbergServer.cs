using Isberg.Access;
using Isberg.Api;
using Isberg.Board;
using Isberg.Channels.Chat;
using Isberg.Channels.Email;
using Isberg.Channels.Letter;
using Isberg.Channels.Voice;
using Isberg.Contacts;
using Isberg.Desk;
using Isberg.Ledger;
using Isberg.Recording;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isberg;

/// <summary>Puts the server together: what runs, and the table of contents of the API.</summary>
public static class IsbergServer
{
    public static void AddIsberg(this IServiceCollection services, StorageOptions storage)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton<Databases>();
        services.AddHostedService<Checkpoints>();
        services.AddScoped<Database>(it => it.GetRequiredService<Databases>().CreateDbContext());
        services.AddSingleton<Lead>();
        services.AddSingleton<LiveCentres>();
        services.AddHostedService(it => it.GetRequiredService<LiveCentres>());
        services.AddServices();
        services.AddBoard();
        services.AddLedger();
        services.AddErasure();
        services.AddReporting();
        services.AddApiFrame();
        services.AddAccess();
        services.AddChat();
        services.AddLetters();
        services.AddEmail();
        services.AddRecording();
        services.AddVoice();
        services.AddDesk();
    }

    public static void MapIsberg(this WebApplication app)
    {
        app.UseApiFrame();
        app.MapOpenApi("/api/{documentName}/openapi.json").ForAll();
        var api = app.MapGroup("/api/v1");
        Health.Map(api);
        AccessFeature.Map(api);
        ServiceFeature.Map(api);
        BoardEndpoints.Map(api);
        SupervisionEndpoints.Map(api);
        FigureEndpoints.Map(api);
        LedgerEndpoints.Map(api);
        ErasureEndpoints.Map(api);
        FileEndpoints.Map(api);
        VoiceMessageEndpoints.Map(api);
        RecordingEndpoints.Map(api);
        CallSoundEndpoints.Map(api);
        CallbackEndpoints.Map(api);
        ChatEndpoints.Map(api);
        api.MapEmail();
        api.MapLetters();
        api.MapVoice();
        api.MapDesk();
    }
}
