using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>An administrator sets up the organisation's own sign-in service.</summary>
public sealed class KeepOpenId(Database db, OpenIdProviders providers, MasterKey master, AccessLedger ledger)
{
    public const int MostGroups = 200;

    public static readonly Refusal WrongIssuer = new("openid.issuer.invalid", "The issuer's address begins with https:// and has no question mark.");
    public static readonly Refusal NotThere = new("openid.issuer.unavailable", "There is no sign-in service at the issuer's address, or it calls itself something else. Check the address.");
    public static readonly Refusal NoSecret = new("openid.secret.invalid", "Type the client's secret; none is stored yet.");

    /// <param name="Secret">Null: the stored one stays.</param>
    public sealed record Command(
        bool IsOn, string Name, string Issuer, string ClientId, string? Secret, string GroupClaim, IReadOnlyList<GroupRole> Groups, bool Provisions);

    /// <param name="seen">The version that the administrator has seen; empty when there is none yet.</param>
    public async Task<Outcome<OpenIdSetup>> Run(Viewer viewer, Command command, Guid seen, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return Requests.Lacks(Permission.AccessWrite);

        var before = await db.OpenIdSetups.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(stop);
        if (await Flaw(command, before, stop) is { } flaw) return flaw;

        var now = new OpenIdSetup
        {
            Centre = viewer.Centre, IsOn = command.IsOn, Name = command.Name.Trim(), Issuer = command.Issuer.Trim(), ClientId = command.ClientId.Trim(),
            Secret = string.IsNullOrEmpty(command.Secret) ? before!.Secret : master.Seal(command.Secret, SignInByOpenId.SecretPurpose),
            GroupClaim = command.GroupClaim.Trim(), Groups = command.Groups, Provisions = command.Provisions, Version = Guid.NewGuid(),
        };
        var refusal = await ledger.Keep(viewer.Centre, [new OpenIdChanged(now.IsOn, now.Provisions, by)], async (store, token) =>
        {
            var stored = await store.OpenIdSetups.SingleOrDefaultAsync(it => it.Centre == viewer.Centre, token);
            if ((stored?.Version ?? Guid.Empty) != seen) return Requests.Changed with { Code = "openid.changed" };

            if (stored is null) store.OpenIdSetups.Add(now);
            else store.Entry(stored).CurrentValues.SetValues(now);
            return null;
        }, stop);
        return refusal is null ? now : refusal;
    }

    private async Task<Refusal?> Flaw(Command command, OpenIdSetup? before, CancellationToken stop)
    {
        if (!OpenIdProviders.MayAsk(command.Issuer.Trim())) return WrongIssuer;
        if (string.IsNullOrEmpty(command.Secret) && before is null) return NoSecret;
        if (command.Groups.Any(it => !Role.Permissions.ContainsKey(it.Role))) return Rights.UnknownRole;
        if (!command.IsOn) return null;
        try
        {
            var service = await providers.Describe(command.Issuer.Trim(), stop, anew: true);
            return service.Issuer?.TrimEnd('/') == command.Issuer.Trim().TrimEnd('/') ? null : NotThere;
        }
        catch (InvalidOperationException)
        {
            return NotThere;
        }
    }
}
