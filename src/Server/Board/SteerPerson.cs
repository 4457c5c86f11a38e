using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>A supervisor changes a colleague's presence, or signs out one who forgot to.</summary>
public sealed class SteerPerson(Database db, LiveCentres centres)
{
    public static readonly Refusal NotAPerson = new("steering.forbidden", "Only a person who is signed in may steer others, so that it is known who did.");
    public static readonly Refusal NoSuchReason = new("presence_reason.unknown", "There is no such reason.");
    public static readonly Refusal WrongPresence = new("presence.invalid", "Choose Ready, NotReady or SignedOut.");

    /// <param name="Reason">Why he is not ready; only then.</param>
    public sealed record PresenceSteering(Presence Presence, PresenceReasonId? Reason = null);

    public async Task<Refusal?> Run(Viewer viewer, PersonId person, PresenceSteering steering, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return NotAPerson;
        if (steering.Presence == Presence.NotAnswering) return WrongPresence;
        if (!await db.People.VisibleTo(viewer).AnyAsync(it => it.Id == person, stop)) return KeepPerson.NoSuchPerson;
        if (steering.Reason is { } reason && !await db.PresenceReasons.VisibleTo(viewer).AnyAsync(it => it.Id == reason, stop)) return NoSuchReason;

        Input input = steering.Presence == Presence.SignedOut
            ? new PersonSignedOut(person, by)
            : new PresenceChosen(person, steering.Presence, steering.Presence == Presence.NotReady ? steering.Reason : null, by);
        return await centres.Of(viewer.Centre).Inbox.Send(input, stop);
    }
}
