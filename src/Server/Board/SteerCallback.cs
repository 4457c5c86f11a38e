using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>A supervisor has somebody called back at once, or not at all.</summary>
public sealed class SteerCallback(Database db, LiveCentres centres)
{
    public const int LongestReason = 500;

    public static readonly Refusal NoSuchCallback = new("callback.unknown", "There is no such callback, or it is over.");
    public static readonly Refusal Waits = new("callback.waits", "He waits in the queue already.");
    public static readonly Refusal Taken = new("callback.taken", "Somebody is calling him just now.");
    public static readonly Refusal Closed = new("callback.closed", "The service is closed: he is called when it opens.");

    /// <param name="Reason">Why he is not called. Never shown to him.</param>
    public sealed record CallbackDiscard([property: MaxLength(LongestReason)] string Reason);

    /// <summary>He waits in the queue at once, and not only after the pause.</summary>
    public async Task<Refusal?> Hasten(Viewer viewer, ContactId asked, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return SteerPerson.NotAPerson;
        if (await Find(viewer, asked, stop) is not { } callback) return NoSuchCallback;
        return callback.Contact is not null ? Waits : await centres.Of(viewer.Centre).Inbox.Send(state => Hastened(state, callback, by), stop, isAlone: true);
    }

    /// <summary>He is not called any more. What waits for him in the queue is thrown away with it.</summary>
    public async Task<Refusal?> Discard(Viewer viewer, ContactId asked, CallbackDiscard discard, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return SteerPerson.NotAPerson;
        if (new Flaws().Needs(discard.Reason, "reason").In("callback") is { } flaws) return flaws;
        if (await Find(viewer, asked, stop) is not { } callback) return NoSuchCallback;
        return await centres.Of(viewer.Centre).Inbox.Send(state => Discarded(state, callback, by, discard.Reason.Trim()), stop, isAlone: true);
    }

    private Task<CallbackRow?> Find(Viewer viewer, ContactId asked, CancellationToken stop) =>
        db.Callbacks.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Asked == asked && it.EndedAt == null, stop);

    private static Outcome<Act> Hastened(LiveState state, CallbackRow seen, PersonId by)
    {
        if (state.Floor.Queues(state.Now).All(it => it.Service != seen.Service || it.Channel != Channel.Voice || !it.IsOpen)) return Closed;
        return Changed(seen, null, new CallbackSteered(seen.Asked, CallbackSteering.Hastened, by), row => row.DueAt = state.Now);
    }

    private static Outcome<Act> Discarded(LiveState state, CallbackRow seen, PersonId by, string reason)
    {
        var floor = seen.Contact is { } contact ? state.Floor.Contact(contact) : null;
        if (floor is { Stage: Stage.Handled or Stage.Held }) return Taken;

        return Changed(
            seen, floor is { Stage: Stage.Queued or Stage.Offered } ? new ContactDiscarded(floor.Contact, by) : null, new CallbackSteered(seen.Asked, CallbackSteering.Discarded, by),
            row =>
            {
                row.End(CallbackEnding.Withdrawn, state.Now);
                (row.EndedBy, row.Reason) = (by, reason);
            });
    }

    /// <summary>Only as it was seen: whatever has come of it meanwhile is decided anew.</summary>
    private static Act Changed(CallbackRow seen, Input? input, Note note, Action<CallbackRow> change) => new(input, [note], Save: async (store, stop) =>
    {
        var row = await store.Callbacks.SingleOrDefaultAsync(it => it.Asked == seen.Asked && it.EndedAt == null, stop);
        if (row is null) return NoSuchCallback;
        if (row.Contact != seen.Contact || row.Try != seen.Try) return FloorLoop.Changed;

        change(row);
        return null;
    });
}
