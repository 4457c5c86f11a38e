using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Keeps accounts for Identity: writes pass the gate as all others do, authenticator secrets are sealed, and of recovery codes only hashes are kept.</summary>
internal sealed class Accounts(Database db, Databases databases, MasterKey master, KeepAccount keep, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, Database, Guid>(db, describer)
{
    public override async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default)
    {
        using (await databases.WriteGate(cancellationToken)) return await base.CreateAsync(user, cancellationToken);
    }

    public override async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        if (user.LockoutEnd is not null && Context.Entry(user).Property(it => it.LockoutEnd).IsModified) return await LockOut(user, cancellationToken);

        using (await databases.WriteGate(cancellationToken)) return await base.UpdateAsync(user, cancellationToken);
    }

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, master.Seal(key, PurposeOf(user)), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } hidden ? master.Open(hidden, PurposeOf(user)) : null;

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(HashOf), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, HashOf(code), cancellationToken);

    /// <summary>The app, its secret and the recovery codes; saved by the caller.</summary>
    public async Task RemoveAuthenticator(Account user, CancellationToken stop)
    {
        await SetTwoFactorEnabledAsync(user, false, stop);
        Context.UserTokens.RemoveRange(await Context.UserTokens.Where(it => it.UserId == user.Id).ToListAsync(stop));
    }

    /// <summary>After too many failures: the door closes and the ledger tells of it, both or neither.</summary>
    private async Task<IdentityResult> LockOut(Account user, CancellationToken stop)
    {
        var refusal = await keep.Run(user, [new AccountLockedOut(user.Person)], async (writer, stored, token) =>
        {
            await writer.SetLockoutEndDateAsync(stored, user.LockoutEnd, token);
            await writer.ResetAccessFailedCountAsync(stored, token);
        }, stop);
        await Context.Entry(user).ReloadAsync(stop);
        return refusal is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.Sentence });
    }

    private static string PurposeOf(Account account) => $"authenticator {account.Id:N}";

    private static string HashOf(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
