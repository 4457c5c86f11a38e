using System.Buffers.Text;
using System.Security.Cryptography;
using Isberg.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>How long a sign-in holds.</summary>
public sealed record SessionLimits
{
    /// <summary>A session that nobody uses ends after this.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(12);

    /// <summary>After this a person signs in again, whatever he does.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromDays(7);
}

/// <summary>The sessions, kept on the server: a browser holds a random key only, so that ending one is immediate.</summary>
public sealed class Sessions(Databases databases, AccessLedger ledger, SessionLimits limits, TimeProvider clock)
{
    private const int KeyBytes = 32;
    private const int MostBrowser = 200;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(90);

    /// <summary>Begins a session.</summary>
    /// <returns>The key for the cookie; it stands nowhere else.</returns>
    public async Task<Outcome<string>> Begin(Account account, SignInWay way, string browser, CancellationToken stop)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var now = clock.GetUtcNow();
        var session = new SessionRow
        {
            Id = Guid.CreateVersion7(), Centre = account.Centre, Account = account.Id, Person = account.Person, Hash = SHA256.HashData(key), Way = way,
            Browser = browser.Length > MostBrowser ? browser[..MostBrowser] : browser, StartedAt = now, SeenAt = now,
        };
        var refusal = await ledger.Keep(account.Centre, [new SessionBegan(account.Person, session.Id, way)], async (db, token) =>
        {
            var old = now - KeptAfterEnd;
            await db.Sessions.Where(it => it.Account == account.Id && it.SeenAt < old).ExecuteDeleteAsync(token);
            db.Sessions.Add(session);
            return null;
        }, stop);
        return refusal is null ? WebEncoders.Base64UrlEncode(key) : refusal;
    }

    /// <summary>The session behind a cookie and its account, while both are in force.</summary>
    public async Task<(SessionRow Session, Account Account)?> Find(string key, CancellationToken stop)
    {
        if (HashOf(key) is not { } hash) return null;

        await using var db = databases.CreateDbContext();
        var found = await db.Sessions.AsNoTracking().Where(it => it.Hash == hash)
            .Where(it => !db.People.Any(person => person.Id == it.Person && person.IsArchived))
            .Join(db.Users.AsNoTracking(), session => session.Account, account => account.Id, (session, account) => new { session, account })
            .SingleOrDefaultAsync(stop);
        if (found is null || found.account.IsLocked || !IsInForce(found.session)) return null;

        if (clock.GetUtcNow() - found.session.SeenAt > SeenEvery) await See(found.session.Id, stop);
        return (found.session, found.account);
    }

    /// <summary>The open sessions of a person, the newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> Open(Viewer viewer, PersonId person, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await db.Sessions.AsNoTracking().VisibleTo(viewer).Where(it => it.Person == person && it.EndedAt == null).ToListAsync(stop);
        return [.. rows.Where(IsInForce).OrderByDescending(it => it.SeenAt)];
    }

    /// <summary>Ends sessions of a person.</summary>
    /// <param name="which">Null: all of them.</param>
    /// <param name="but">One that goes on.</param>
    public async Task<Refusal?> End(CentreId centre, PersonId person, PersonId by, CancellationToken stop, Guid? which = null, Guid? but = null)
    {
        await using var db = databases.CreateDbContext();
        var open = await db.Sessions.AsNoTracking()
            .Where(it => it.Centre == centre && it.Person == person && it.EndedAt == null && (which == null || it.Id == which) && (but == null || it.Id != but))
            .Select(it => it.Id).ToListAsync(stop);
        if (open.Count == 0) return null;

        var now = clock.GetUtcNow();
        return await ledger.Keep(centre, [.. open.Select(it => new SessionEnded(person, it, by))], async (store, token) =>
        {
            foreach (var session in await store.Sessions.Where(it => open.Contains(it.Id)).ToListAsync(token)) session.EndedAt ??= now;
            return null;
        }, stop);
    }

    /// <summary>The hash by which a key or a link's secret is found; null when it cannot be one.</summary>
    public static byte[]? HashOf(string key)
    {
        var bytes = new byte[KeyBytes];
        return Base64Url.IsValid(key, out var length) && length == KeyBytes && Base64Url.TryDecodeFromChars(key, bytes, out _)
            ? SHA256.HashData(bytes)
            : null;
    }

    private bool IsInForce(SessionRow session)
    {
        var now = clock.GetUtcNow();
        return session.EndedAt is null && now < session.StartedAt + limits.Longest && now < session.SeenAt + limits.Idle;
    }

    private async Task See(Guid session, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using (await databases.WriteGate(stop))
        {
            var now = clock.GetUtcNow();
            await db.Sessions.Where(it => it.Id == session).ExecuteUpdateAsync(it => it.SetProperty(row => row.SeenAt, now), stop);
        }
    }
}
