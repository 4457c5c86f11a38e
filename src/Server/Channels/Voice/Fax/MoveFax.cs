using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Writes down how a fax that goes out fares: in its row and in the ledger, together.</summary>
internal sealed class MoveFax(LiveCentres centres, CallForLostFax lost)
{
    private static readonly Refusal Gone = new("fax.gone", "The fax is not there any more, or somebody else sends it.");

    /// <summary>False: it has gone meanwhile.</summary>
    public async Task<bool> Run(LetterRow fax, LetterState from, CancellationToken stop)
    {
        if (fax.State == LetterState.NotFaxed) await lost.Run(fax, stop);
        var moved = new LetterMoved(fax.Contact!.Value, fax.Id, fax.Message!.Value, fax.State, null);
        return await centres.Of(fax.Centre).Inbox.Send(_ => new Act(Notes: [moved], Save: (store, token) => Keep(store, fax, from, token)), stop, isAlone: true) is null;
    }

    /// <summary>What was erased meanwhile is not written again, and not sent.</summary>
    private static async Task<Refusal?> Keep(Database db, LetterRow fax, LetterState from, CancellationToken stop)
    {
        var kept = await db.Letters.Where(it => it.Id == fax.Id && it.State == from && it.Fax != null).ExecuteUpdateAsync(
            it => it.SetProperty(row => row.State, fax.State).SetProperty(row => row.Tries, fax.Tries).SetProperty(row => row.DueAt, fax.DueAt).SetProperty(row => row.Trouble, fax.Trouble)
                .SetProperty(row => row.PagesSent, fax.PagesSent).SetProperty(row => row.SettledAt, fax.SettledAt),
            stop);
        return kept == 1 ? null : Gone;
    }
}
