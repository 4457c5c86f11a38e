using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Changes an account through Identity's own store together with its notes in the ledger, both or neither.</summary>
internal sealed class KeepAccount(AccessLedger ledger, Databases databases, MasterKey master)
{
    public static readonly Refusal Changed = Requests.Changed with { Code = "account.changed" };

    /// <param name="account">As it was read; one that has changed since is refused.</param>
    /// <param name="change">Given a store that writes with the notes, and the account as that store has it.</param>
    public Task<Refusal?> Run(Account account, IReadOnlyList<Note> notes, Func<Accounts, Account, CancellationToken, Task> change, CancellationToken stop) =>
        ledger.Keep(account.Centre, notes, async (store, token) =>
        {
            var stored = await store.Users.SingleAsync(it => it.Id == account.Id, token);
            if (stored.ConcurrencyStamp != account.ConcurrencyStamp) return Changed;

            using var writer = new Accounts(store, databases, master, this) { AutoSaveChanges = false };
            await change(writer, stored, token);
            (stored.SecurityStamp, stored.ConcurrencyStamp) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
            return null;
        }, stop);
}
