using System.Security.Cryptography;
using Isberg.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>An administrator makes a link with which a person sets a password once: at his first sign-in, or when he has forgotten it.</summary>
public sealed class MakeLink(AccessLedger ledger, TimeProvider clock)
{
    public static readonly TimeSpan HoldsFor = TimeSpan.FromHours(24);
    private const int SecretBytes = 32;

    /// <summary>What the administrator hands over; it is shown this one time.</summary>
    /// <param name="Path">To be put after the address of this site.</param>
    public sealed record LinkView(string Path, DateTimeOffset EndsAt);

    /// <summary>An earlier link of the same person no longer works.</summary>
    public async Task<Outcome<LinkView>> Run(Account account, PersonId by, CancellationToken stop)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var link = new OneTimeLink
        {
            Id = Guid.CreateVersion7(), Centre = account.Centre, Account = account.Id, Hash = SHA256.HashData(secret), EndsAt = clock.GetUtcNow() + HoldsFor,
        };
        var refusal = await ledger.Keep(account.Centre, [new LinkMade(account.Person, by)], async (store, token) =>
        {
            await store.OneTimeLinks.Where(it => it.Account == account.Id).ExecuteDeleteAsync(token);
            store.OneTimeLinks.Add(link);
            return null;
        }, stop);
        return refusal is null ? new LinkView($"/desk/link#{WebEncoders.Base64UrlEncode(secret)}", link.EndsAt) : refusal;
    }
}
