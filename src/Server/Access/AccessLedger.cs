using Isberg.Routing;
using Isberg.Storage;

namespace Isberg.Access;

/// <summary>Saves what concerns access together with its note in the centre's ledger: both or neither.</summary>
public sealed class AccessLedger(LiveCentres centres)
{
    public async Task<Refusal?> Keep(
        CentreId centre, IReadOnlyList<Note> notes, Func<Database, CancellationToken, Task<Refusal?>> save, CancellationToken stop) =>
        centres.Find(centre) is { } live ? await live.Inbox.Send(_ => new Act(Notes: notes, Save: save), stop, isAlone: true) : Faults.Unavailable;

    public async Task<Refusal?> Tell(CentreId centre, Note note, CancellationToken stop) =>
        centres.Find(centre) is { } live ? await live.Inbox.Send(_ => new Act(Notes: [note]), stop) : Faults.Unavailable;
}
