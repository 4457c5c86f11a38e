using Isberg.Access;
using Isberg.Api;
using Isberg.Recording.Disguise;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Recording;

/// <summary>Whether a service's calls are recorded, and what makes it lawful.</summary>
public static class RecordingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var rule = api.MapGroup("/services/{id:guid}/recording").WithTags("Recording");
        rule.MapGet("", Show).Needs(Permission.ServiceRead);
        rule.MapPut("", Change).Needs(Permission.ServiceWrite).NeedsVersion();
        ListeningEndpoints.Map(api);
        CopyEndpoints.Map(api);
        AccessEndpoints.Map(api);
    }

    public static void AddRecording(this IServiceCollection services)
    {
        services.AddScoped<KeepRecordingRule>();
        services.AddSingleton<RecordingVault>();
        services.AddSingleton<BeginRecording>();
        services.AddSingleton<TakeInRecording>();
        services.AddSingleton<PauseRecording>();
        services.AddScoped<ListenToRecording>();
        services.AddSingleton<LogAccess>();
        services.AddScoped<WantCopy>();
        services.AddScoped<OpenCopy>();
        services.AddSingleton<DestroyCopy>();
        services.AddSingleton<MakeCopies>();
        services.AddHostedService(it => it.GetRequiredService<MakeCopies>());
        services.AddSingleton<DisposeCopies>();
        services.AddHostedService(it => it.GetRequiredService<DisposeCopies>());
        services.AddSingleton<DisposeRecordings>();
        services.AddHostedService(it => it.GetRequiredService<DisposeRecordings>());
    }

    /// <param name="Purpose">What recordings are for, and the law or the agreement that allows it.</param>
    /// <param name="AgreedOn">When it was agreed with the staff or their unions.</param>
    /// <param name="Agreement">With whom, and where the agreement is kept.</param>
    /// <param name="Announcement">Said to every caller before he is connected. In a language without it nobody is recorded.</param>
    /// <param name="Days">So many days a recording is kept.</param>
    /// <param name="CopyDays">So many days a copy with disguised voices is kept; null: not longer than the recording.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record RecordingRuleView(
        ServiceId Service, bool IsOn, LegalBasis? Basis, string Purpose, DateOnly? AgreedOn, string Agreement, Texts Announcement, int Days, int? CopyDays,
        string Version);

    private static async Task<Results<Ok<RecordingRuleView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop)
    {
        var (viewer, service) = (context.Viewer(), new ServiceId(id));
        if (!await db.Services.VisibleTo(viewer).AnyAsync(it => it.Id == service, stop)) return Problem.Of(KeepRecordingRule.NoSuchService);

        var row = await db.RecordingRules.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Service == service, stop);
        return (row ?? new RecordingRule { Service = service }).Shown(context, View, it => it.Version, KeepRecordingRule.NoSuchService);
    }

    private static async Task<Results<Ok<RecordingRuleView>, ProblemHttpResult>> Change(
        Guid id, KeepRecordingRule.RecordingDraft draft, HttpContext context, KeepRecordingRule keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new ServiceId(id), it => context.Differs(it, "recording"), draft, stop)).Changed(context, View, it => it.Version);

    private static RecordingRuleView View(RecordingRule it) =>
        new(it.Service, it.IsOn, it.Basis, it.Purpose, it.AgreedOn, it.Agreement, it.Announcement, it.Days, it.CopyDays, Versions.ETagOf(it.Version));
}
