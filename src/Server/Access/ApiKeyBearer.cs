using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isberg.Access;

/// <summary>Recognises another system by its key: Authorization: Bearer isb_….</summary>
internal sealed class ApiKeyBearer(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Databases databases, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "isberg-key";
    public const string Bearer = "Bearer " + KeyPrefix;
    public const string KeyPrefix = "isb_";

    /// <summary>How much of a key may be shown: enough to know it by, far too little to use it.</summary>
    public const int ShownLength = 12;

    private const int MostLength = 100;
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The key follows from its id under the master key: a repeated creating call gets the same answer, and the database holds only the hash.</summary>
    public static string KeyOf(ApiKeyId id, MasterKey master) => KeyPrefix + WebEncoders.Base64UrlEncode(master.Derive($"api key {id.Value:N}"));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        if (header.Length > MostLength) return AuthenticateResult.Fail("No API key is that long.");

        var hash = HashOf(header["Bearer ".Length..].Trim());
        await using var db = databases.CreateDbContext();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(it => it.Hash == hash, Context.RequestAborted);
        var now = clock.GetUtcNow();
        if (key is null || key.RevokedAt is not null || key.EndsAt <= now) return AuthenticateResult.Fail("The API key is not in force.");

        if (key.UsedAt is not { } used || now - used > UsedEvery) await Use(db, key.Id, now);
        return AuthenticateResult.Success(new AuthenticationTicket(AccountClaims.Of(key, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problem.Of(Requests.SignedOut).ExecuteAsync(Context);

    private async Task Use(Database db, ApiKeyId key, DateTimeOffset now)
    {
        using (await databases.WriteGate(Context.RequestAborted))
            await db.ApiKeys.Where(it => it.Id == key).ExecuteUpdateAsync(it => it.SetProperty(row => row.UsedAt, now), Context.RequestAborted);
    }
}
