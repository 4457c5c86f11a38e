using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Keeps accounts for Identity: writes pass the gate as all others do, authenticator secrets are sealed, and of recovery codes only hashes are kept.</summary>
internal sealed class Accounts(Database db, Databases databases, MasterKey master, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, Database, Guid>(db, describer)
{
    public override async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default)
    {
        using (await databases.WriteGate(cancellationToken)) return await base.CreateAsync(user, cancellationToken);
    }

    public override async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
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

    private static string PurposeOf(Account account) => $"authenticator {account.Id:N}";

    private static string HashOf(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
