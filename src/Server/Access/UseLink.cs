using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>A person sets his password with the link that an administrator gave him.</summary>
public sealed class UseLink(Database db, UserManager<Account> accounts, PasswordRules rules, AccessLedger ledger, Sessions sessions, TimeProvider clock)
{
    public static readonly Refusal NotInForce = new("link.unknown", "This link has been used, has run out, or is not whole. Ask an administrator for a new one.");

    /// <summary>Whose link it is.</summary>
    public async Task<Outcome<Account>> Look(string secret, CancellationToken stop)
    {
        if (Sessions.HashOf(secret) is not { } hash) return NotInForce;

        var now = clock.GetUtcNow();
        var link = await db.OneTimeLinks.AsNoTracking().SingleOrDefaultAsync(it => it.Hash == hash, stop);
        if (link is null || link.UsedAt is not null || link.EndsAt <= now) return NotInForce;

        var account = await accounts.FindByIdAsync(link.Account.ToString());
        return account is null or { IsLocked: true } ? NotInForce : account;
    }

    /// <summary>Sets the password and ends whatever was signed in with the old one.</summary>
    public async Task<Outcome<Account>> Run(string secret, string password, CancellationToken stop)
    {
        if (!(await Look(secret, stop)).Succeeded(out var account, out var refusal)) return refusal;

        var checkedPassword = await rules.ValidateAsync(accounts, account, password);
        if (!checkedPassword.Succeeded) return PasswordRules.Of(checkedPassword);

        var hash = Sessions.HashOf(secret);
        var passwordHash = accounts.PasswordHasher.HashPassword(account, password);
        refusal = await ledger.Keep(account.Centre, [new PasswordSet(account.Person, ByLink: true)], async (store, token) =>
        {
            var link = await store.OneTimeLinks.SingleOrDefaultAsync(it => it.Hash == hash && it.UsedAt == null, token);
            if (link is null) return NotInForce;

            link.UsedAt = clock.GetUtcNow();
            var stored = await store.Users.SingleAsync(it => it.Id == account.Id, token);
            (stored.PasswordHash, stored.SecurityStamp, stored.ConcurrencyStamp) = (passwordHash, Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
            (stored.LockoutEnd, stored.AccessFailedCount) = (null, 0);
            return null;
        }, stop);
        refusal ??= await sessions.End(account.Centre, account.Person, account.Person, stop);
        return refusal is null ? account : refusal;
    }
}
