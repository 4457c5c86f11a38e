using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Contacts;

/// <summary>Deletes files that no message and no draft refers to: the server was stopped between taking a file in and writing its message, or between an erasure and its files.</summary>
public sealed partial class FileSweep(Databases databases, FileStore files, LiveCentres centres, TimeProvider clock, ILogger<FileSweep> log) : BackgroundService
{
    /// <summary>A younger file's message may still be on its way.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>The most files that one round deletes; the next one goes on.</summary>
    public const int Most = 1_000;

    private static readonly TimeSpan Pace = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Pace, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var centre in centres.All) await TrySweep(centre.Id, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Answers how many files were deleted.</summary>
    public async Task<int> Sweep(CentreId centre, CancellationToken stop)
    {
        var unknown = files.OlderThan(centre, clock.GetUtcNow() - Age).ToHashSet();
        if (unknown.Count == 0) return 0;

        IReadOnlyList<FileReference> none = [];
        await using var db = databases.CreateDbContext();
        var known = db.Messages.AsNoTracking().Where(it => it.Centre == centre && it.Files != none).Select(it => it.Files).AsAsyncEnumerable();
        await foreach (var some in known.WithCancellation(stop)) unknown.ExceptWith(some.Select(it => it.Id));
        var mails = db.Mails.AsNoTracking().Where(it => it.Centre == centre && it.Source != null).Select(it => new { it.Source, it.Inline }).AsAsyncEnumerable();
        await foreach (var mail in mails.WithCancellation(stop))
        {
            unknown.Remove(mail.Source!.Value);
            unknown.ExceptWith(mail.Inline.Select(it => it.File));
        }

        var drafts = db.Drafts.AsNoTracking().Where(it => it.Centre == centre).Select(it => it.Content).AsAsyncEnumerable();
        await foreach (var draft in drafts.WithCancellation(stop)) unknown.ExceptWith((draft.Files ?? []).Select(it => it.Id));
        var letters = db.Letters.AsNoTracking().Where(it => it.Centre == centre && it.Contact != null).Select(it => it.Pages).AsAsyncEnumerable();
        await foreach (var pages in letters.WithCancellation(stop)) unknown.ExceptWith(pages.Select(it => it.Picture));

        var spoken = db.VoiceMessages.AsNoTracking().Where(it => it.Centre == centre && it.File != null).Select(it => it.File!.Value).AsAsyncEnumerable();
        await foreach (var file in spoken.WithCancellation(stop)) unknown.Remove(file);

        var deleted = unknown.Take(Most).ToList();
        foreach (var file in deleted) files.Delete(centre, file);
        return deleted.Count;
    }

    private async Task TrySweep(CentreId centre, CancellationToken stop)
    {
        try
        {
            if (await Sweep(centre, stop) is > 0 and var deleted) Swept(log, centre.Value, deleted);
        }
#pragma warning disable CA1031 // A job is a border: what it could not delete, the next round finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, centre.Value, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Centre {Centre}: {Deleted} files that no message refers to have been deleted")]
    private static partial void Swept(ILogger log, Guid centre, int deleted);

    [LoggerMessage(Level = LogLevel.Error, Message = "The files of centre {Centre} could not be swept")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
