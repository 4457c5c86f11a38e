using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Isberg.Access;

/// <summary>Takes a code of an authenticator app once (RFC 6238, 5.2): whoever looked over a shoulder cannot use it again while it is still shown.</summary>
internal sealed class CodesOnce(TimeProvider clock) : AuthenticatorTokenProvider<Account>
{
    private const string Provider = "isberg";
    private const string Used = "used codes";

    /// <summary>Longer than a code can be right: the framework takes those of two and a half minutes before and after now.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(6);

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return false;

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var used = Read(await manager.GetAuthenticationTokenAsync(user, Provider, Used)).Where(it => it.At > now - Kept.TotalSeconds).ToList();
        if (!await base.ValidateAsync(purpose, token, manager, user) || used.Exists(it => it.Code == code)) return false;

        used.Add((code, now));
        var kept = await manager.SetAuthenticationTokenAsync(user, Provider, Used, string.Join(' ', used.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Code}@{it.At}"))));
        return kept.Succeeded;
    }

    private static IEnumerable<(int Code, long At)> Read(string? kept) =>
        (kept ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split('@'))
        .Select(it => (int.Parse(it[0], CultureInfo.InvariantCulture), long.Parse(it[1], CultureInfo.InvariantCulture)));
}
