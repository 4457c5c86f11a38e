using Isberg.Access;
using Isberg.Recording;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Somebody looks how many calls were recorded, and where a recording should have been and is not.</summary>
public sealed class ReadRecordingFigures(Database db, TimeProvider clock)
{
    /// <summary>Younger than this, a recording that has not begun may still be about to.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(1);

    /// <summary>A stretch of a call with one person, and what became of its recording.</summary>
    private sealed record Stretch(ServiceId Service, Fate? Fate);

    private sealed record Fate(RecordingState State, DateTimeOffset StartedAt, bool HasBegun, bool LacksSound, TimeSpan Length, IReadOnlyList<RecordingMark> Marks);

    public async Task<RecordingFigures> Run(FigureQuestion question, Viewer viewer, CancellationToken stop)
    {
        var newest = clock.GetUtcNow() - Beginning;
        var (total, rows) = (new RecordingCounts(), new SortedDictionary<Guid, RecordingCounts>());
        await foreach (var it in Asked(question, viewer).AsAsyncEnumerable().WithCancellation(stop))
        {
            total.Add(it.Fate is null, Missing(it.Fate, newest), it.Fate is { LacksSound: true }, it.Fate is { Marks.Count: > 0 });
            if (!rows.TryGetValue(it.Service.Value, out var row)) rows[it.Service.Value] = row = new RecordingCounts();
            row.Add(it.Fate is null, Missing(it.Fate, newest), it.Fate is { LacksSound: true }, it.Fate is { Marks.Count: > 0 });
        }

        return new RecordingFigures(question.From, question.Until, total.View(null), [.. rows.Select(it => it.Value.View(new ServiceId(it.Key)))]);
    }

    private IQueryable<Stretch> Asked(FigureQuestion question, Viewer viewer) =>
        from stay in StaysAsked.Of(db, question, viewer).Where(it => it.Channel == Channel.Voice)
        join recording in db.Recordings.VisibleTo(viewer).AsNoTracking() on new { stay.Contact, stay.Segment } equals new { recording.Contact, recording.Segment } into found
        from one in found.DefaultIfEmpty()
        where one != null || stay.Ending == Ending.Answered
        select new Stretch(stay.Service, one == null ? null : new Fate(one.State, one.StartedAt, one.HasBegun, one.LacksSound, one.Length, one.Marks));

    /// <summary>A recording should be there, and there is or was none. Null: it is not known yet.</summary>
    private static bool? Missing(Fate? fate, DateTimeOffset newest) => fate switch
    {
        null => false,
        { HasBegun: false } => fate.StartedAt < newest ? true : null,
        { State: RecordingState.Lost } => true,
        { State: RecordingState.Destroyed } => fate.Length == TimeSpan.Zero,
        _ => false,
    };
}

/// <summary>Counts stretches of calls.</summary>
internal sealed class RecordingCounts
{
    private long calls, due, recorded, inPart, paused, missing;

    public void Add(bool isNotDue, bool? isMissing, bool isInPart, bool isPaused)
    {
        calls++;
        if (isNotDue) return;

        due++;
        if (isMissing is true) missing++;
        if (isMissing is not false) return;

        recorded++;
        if (isInPart) inPart++;
        if (isPaused) paused++;
    }

    public RecordingFigureRow View(ServiceId? service) =>
        new(service, calls, due, recorded, inPart, paused, missing, ShareView.Of(new Share(recorded, calls)));
}

/// <summary>How many calls were recorded.</summary>
/// <param name="Rows">By service.</param>
public sealed record RecordingFigures(DateTimeOffset From, DateTimeOffset To, RecordingFigureRow Total, IReadOnlyList<RecordingFigureRow> Rows);

/// <summary>Of stretches of calls, each with one person; a call that is handed over has several.</summary>
/// <param name="Calls">That were answered.</param>
/// <param name="Due">That were to be recorded, by the service's rule.</param>
/// <param name="Recorded">Also those whose time is over.</param>
/// <param name="InPart">Of the recorded: some of the sound is missing.</param>
/// <param name="Paused">Of the recorded: the agent had it stand still for a while.</param>
/// <param name="Missing">There should be a recording, and there is none.</param>
/// <param name="Share">Recorded, of all that were answered.</param>
public sealed record RecordingFigureRow(ServiceId? Service, long Calls, long Due, long Recorded, long InPart, long Paused, long Missing, ShareView Share);
