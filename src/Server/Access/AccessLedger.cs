using Isberg.Routing;
using Isberg.Storage;

namespace Isberg.Access;

/// <summary>Saves what concerns access together with its note in the centre's ledger, both or neither; what live connections it ends is told them.</summary>
public sealed class AccessLedger(LiveCentres centres, LiveSessions live)
{
    public async Task<Refusal?> Keep(
        CentreId centre, IReadOnlyList<Note> notes, Func<Database, CancellationToken, Task<Refusal?>> save, CancellationToken stop)
    {
        if (centres.Find(centre) is not { } found) return Faults.Unavailable;

        var refusal = await found.Inbox.Send(_ => new Act(Notes: notes, Save: save), stop, isAlone: true);
        if (refusal is null) live.Tell(notes);
        return refusal;
    }

    public async Task<Refusal?> Tell(CentreId centre, Note note, CancellationToken stop) =>
        centres.Find(centre) is { } found ? await found.Inbox.Send(_ => new Act(Notes: [note]), stop) : Faults.Unavailable;
}
