using System.Collections.Concurrent;
using Isberg.Contacts.Letters;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Letter;

/// <summary>Looks into every intake that is in use, on the server that leads, and knows through which of them nothing comes.</summary>
internal sealed partial class IntakeWatch(Databases databases, Lead lead, TakeScans take, LetterOptions options, IntakeStates states) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IntakeId, Followed> followed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Between, states.Clock);
        try
        {
            do await Try(stoppingToken);
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }

        await Task.WhenAll(followed.Values.Select(it => it.Running));
    }

    private async Task Try(CancellationToken stop)
    {
        try
        {
            var intakes = lead.IsHeld ? await InUse(stop) : [];
            foreach (var left in followed.Keys.Except(intakes.Select(it => it.Intake.Id)).Where(it => followed[it].Running.IsCompleted).ToList()) Leave(left);
            foreach (var (intake, key) in intakes) Follow(intake, key, stop);
        }
#pragma warning disable CA1031 // A job is a border: a database that is away is looked for again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotSeen(states.Log, error.Message);
        }
    }

    private async Task<List<(Intake Intake, string Key)>> InUse(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var found = await db.Intakes.AsNoTracking().Where(it => !it.IsArchived).Join(db.Centres, it => it.Centre, it => it.Id, (intake, centre) => new { intake, centre.Key }).ToListAsync(stop);
        return [.. found.Select(it => (it.intake, it.Key))];
    }

    /// <summary>One look at a time; a long one does not hold up the other intakes.</summary>
    private void Follow(Intake intake, string key, CancellationToken stop)
    {
        var known = followed.GetValueOrDefault(intake.Id);
        if (known is { Running.IsCompleted: false }) return;

        var path = options.FolderOf(key) is { } own ? Path.Combine(own, intake.Folder) : null;
        var folder = known?.Path == path ? known?.Folder : null;
        folder ??= path is null ? null : new WatchedFolder(path, options.StillFor);
        followed[intake.Id] = new Followed(path, folder, Task.Run(() => Look(intake, folder, stop), CancellationToken.None));
    }

    private async Task Look(Intake intake, WatchedFolder? folder, CancellationToken stop)
    {
        try
        {
            states.Note(intake.Id, folder is null ? IntakeFault.NoRoot : await take.Run(intake, folder, stop));
        }
#pragma warning disable CA1031 // A job is a border: what could not be taken is still in the folder.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            states.Note(intake.Id, error is UnauthorizedAccessException ? IntakeFault.Forbidden : IntakeFault.NotTaken);
            NotTaken(states.Log, intake.Id.Value, error);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Leave(IntakeId intake)
    {
        followed.TryRemove(intake, out _);
        states.Forget(intake);
    }

    private sealed record Followed(string? Path, WatchedFolder? Folder, Task Running);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which intakes are in use could not be looked up: {Why}")]
    private static partial void NotSeen(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Intake {Intake} could not be looked into; it is tried again")]
    private static partial void NotTaken(ILogger log, Guid intake, Exception error);
}

/// <summary>How the intakes stand that this server looks into.</summary>
public sealed class IntakeStates(TimeProvider clock, ILogger<IntakeStates> log)
{
    private readonly ConcurrentDictionary<IntakeId, IntakeEndpoints.IntakeStanding> standing = new();

    internal TimeProvider Clock => clock;

    internal ILogger Log => log;

    /// <summary>Null: this server does not look into it.</summary>
    public IntakeEndpoints.IntakeStanding? Of(IntakeId intake) => standing.GetValueOrDefault(intake);

    /// <summary>The moment stays while it is said that nothing comes, or that it does, again and again.</summary>
    internal void Note(IntakeId intake, IntakeFault? fault) => standing.AddOrUpdate(
        intake, _ => new(clock.GetUtcNow(), fault), (_, last) => last.Fault is null == fault is null ? last with { Fault = fault } : new(clock.GetUtcNow(), fault));

    internal void Forget(IntakeId intake) => standing.TryRemove(intake, out _);
}
