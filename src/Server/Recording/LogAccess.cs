using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>Writes in the log and in the ledger that somebody gets at a recording, before he does.</summary>
public sealed class LogAccess(LiveCentres centres, TimeProvider clock)
{
    public const int ShortestReason = 10;
    public const int LongestReason = 500;

    /// <summary>So long a reason holds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <param name="By">Who.</param>
    /// <param name="Reason">In his own words.</param>
    public sealed record Line(Accessed Of, PersonId By, AccessKind Kind, string Reason);

    /// <summary>What is wrong with a reason; null: nothing.</summary>
    public static Refusal? Flaws(string reason) => new Flaws()
        .When(reason.Trim().Length < ShortestReason, "reason", $"Say why, in {ShortestReason} characters at least.")
        .AtMost(reason, "reason", LongestReason)
        .In("listening");

    /// <summary>Answers the number of the line.</summary>
    /// <param name="save">What is to be kept together with it.</param>
    public async Task<Outcome<long>> Run(Line line, CancellationToken stop, Func<Database, CancellationToken, Task<Refusal?>>? save = null)
    {
        var (of, now, number) = (line.Of, clock.GetUtcNow(), 0L);
        var refusal = await centres.Of(of.Centre).Inbox.Send(
            _ => new Act(Notes: [new RecordingMoved(of.Contact, of.Segment, MoveOf(line.Kind), line.By)], Save: async (store, token) =>
            {
                if (save is not null && await save(store, token) is { } refused) return refused;

                var last = await store.RecordingAccesses.Where(it => it.Centre == of.Centre).OrderByDescending(it => it.Number).FirstOrDefaultAsync(token);
                var written = RecordingAccess.After(last, of, line.By, line.Kind, line.Reason.Trim(), now);
                store.Add(written);
                number = written.Number;
                return null;
            }),
            stop, isAlone: true);
        return refusal is not null ? refusal : number;
    }

    private static RecordingMove MoveOf(AccessKind kind) => kind switch
    {
        AccessKind.Copied => RecordingMove.Copied,
        AccessKind.CopyListened => RecordingMove.CopyListened,
        AccessKind.CopyGiven => RecordingMove.CopyGiven,
        _ => RecordingMove.Listened,
    };
}
