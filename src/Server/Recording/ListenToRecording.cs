using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>Somebody who may listen says why he wants to; that is logged before he hears anything.</summary>
public sealed class ListenToRecording(Database db, LiveCentres centres, TimeProvider clock)
{
    public const int ShortestReason = 10;
    public const int LongestReason = 500;

    /// <summary>So long he may go on listening without giving a reason anew.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    public static readonly Refusal NoSuchRecording = new("recording.unknown", "There is no such recording, or it has been destroyed.");
    public static readonly Refusal NoReason = new("listening.unknown", "Say first why you listen; it is logged.");
    private static readonly Refusal NoPerson = new("listening.forbidden", "A person listens; an API key does not.");

    /// <param name="Number">Of its line in the log.</param>
    public sealed record Listening(long Number, RecordingRow Recording, DateTimeOffset Until);

    public async Task<Outcome<Listening>> Run(Viewer viewer, RecordingId recording, string reason, CancellationToken stop)
    {
        if (viewer.Person is not { } person) return NoPerson;
        if (Flaws(reason) is { } flaws) return flaws;
        if (await db.Recordings.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == recording && it.Key != null, stop) is not { } row) return NoSuchRecording;

        var now = clock.GetUtcNow();
        var number = 0L;
        var refusal = await centres.Of(viewer.Centre).Inbox.Send(
            _ => new Act(Notes: [new RecordingMoved(row.Contact, row.Segment, RecordingMove.Listened, person)], Save: async (store, token) =>
            {
                var last = await store.RecordingAccesses.Where(it => it.Centre == viewer.Centre).OrderByDescending(it => it.Number).FirstOrDefaultAsync(token);
                var line = RecordingAccess.After(last, row, person, AccessKind.Listened, reason.Trim(), now);
                store.Add(line);
                number = line.Number;
                return null;
            }),
            stop, isAlone: true);
        return refusal is not null ? refusal : new Listening(number, row, now + Limit);
    }

    /// <summary>The recording that he was let listen to a while ago.</summary>
    public async Task<Outcome<RecordingRow>> Again(Viewer viewer, RecordingId recording, long number, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - Limit;
        var isLogged = await db.RecordingAccesses.VisibleTo(viewer).AnyAsync(
            it => it.Number == number && it.Recording == recording && it.By == viewer.Person && it.Kind == AccessKind.Listened && it.At > since, stop);
        if (!isLogged) return NoReason;
        return await db.Recordings.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == recording && it.Key != null, stop) is { } row ? row : NoSuchRecording;
    }

    private static Refusal? Flaws(string reason) => new Flaws()
        .When(reason.Trim().Length < ShortestReason, "reason", $"Say why you listen, in {ShortestReason} characters at least.")
        .AtMost(reason, "reason", LongestReason)
        .In("listening");
}
