using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>A supervisor closes everything at once, with a message to the citizens, or opens again.</summary>
public sealed class CloseEverything(Database db, Settings settings, TellFloor floor, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <param name="Until">Null: until somebody opens again.</param>
    /// <param name="SendsAway">Those who wait in chats and calls are turned away too.</param>
    public sealed record ClosingDraft(Texts Message, bool SendsAway, DateTimeOffset? Until = null);

    /// <param name="draft">Null: open again.</param>
    public async Task<Outcome<Centre>> Run(Viewer viewer, ClosingDraft? draft, CancellationToken stop)
    {
        var row = await db.Centres.VisibleTo(viewer).SingleAsync(stop);
        var now = clock.GetUtcNow();
        if (draft is not null && Flaws(draft, now).In("closing") is { } flaws) return flaws;

        row.Closing = draft is null ? null : new EmergencyClosing(draft.Message.Trimmed(), now, draft.Until?.ToUniversalTime(), draft.SendsAway);
        var refusal = await settings.Keep(viewer, db, row, stop) ?? await floor.Run(viewer.Centre, stop);
        return refusal is null ? row : refusal;
    }

    private static Flaws Flaws(ClosingDraft draft, DateTimeOffset now) => new Flaws()
        .Needs(draft.Message, "message", KeepNotice.MostLength)
        .When(draft.Until <= now, "until", "The closing must end later than now.")
        .When(draft.Until > now + Longest, "until", "A closing may last 30 days at most; longer ones belong in the opening hours.");
}
