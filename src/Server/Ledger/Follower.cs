using Isberg.Storage;

namespace Isberg.Ledger;

/// <summary>
/// What follows one centre's ledger: it is given every event once, in order, and its rows are saved together with how far it has read.
/// All that it knows can be made anew from the ledger (the host's verb <c>rebuild</c>).
/// </summary>
public abstract class Follower
{
    /// <summary>Events that came while the last ones were saved go together; this is the shortest time between two saves.</summary>
    public virtual TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    /// <summary>Removes this centre's rows, before the ledger is read from its beginning.</summary>
    public abstract Task Clear(Database db, CancellationToken stop);

    /// <summary>Loads what it keeps in memory from its rows, which stand as after <paramref name="sequence"/>. Called at start, and again after a failed save.</summary>
    public abstract Task Open(Database db, long sequence, CancellationToken stop);

    /// <summary>Takes the next events and adds or changes rows in <paramref name="db"/>, which the caller saves; or writes by itself in the transaction that it stands in.</summary>
    public abstract Task Take(IReadOnlyList<Committed> events, Database db, CancellationToken stop);

    /// <summary>What it took last is committed: whoever asks now is told of it.</summary>
    public virtual void Saved()
    {
    }
}

/// <summary>A kind of follower: each live centre gets one of its own. Register it as a singleton and it runs.</summary>
/// <param name="Name">Stands in the table of cursors; never changes.</param>
public sealed record FollowerKind(string Name, Func<CentreId, Follower> For);
