using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>Finds or makes the account of whoever the organisation's sign-in service has proven, and gives it the roles of his groups.</summary>
public sealed class EnterByOpenId(Database db, AccessLedger ledger, ILookupNormalizer names)
{
    public static readonly Refusal NoAccount = new("openid.account.forbidden", "You have no account here yet. Ask an administrator for one.");
    public static readonly Refusal NoRole = new("openid.role.forbidden", "None of your groups gives you a role here. Ask an administrator.");

    public async Task<Outcome<Account>> Run(SignInByOpenId.Proven proven, CancellationToken stop)
    {
        var setup = proven.Setup;
        var account = await Known(proven, stop);
        var roles = setup.Groups.Where(it => proven.Groups.Contains(it.Group, StringComparer.Ordinal)).Select(it => it.Role).Distinct(StringComparer.Ordinal).ToList();
        if (setup.Groups.Count > 0 && roles.Count == 0) return NoRole;
        if (account is null && (!setup.Provisions || roles.Count == 0 || proven.Email is null)) return NoAccount;
        if (account is { IsLocked: true }) return SignIn.Closed;

        var (person, made) = account is null ? Newcomer(proven, roles) : (null, account);
        var notes = Notes(setup, account, made, roles);
        var refusal = notes.Count == 0 && await IsLinked(proven, made, stop)
            ? null
            : await ledger.Keep(setup.Centre, notes.Count > 0 ? notes : [new OpenIdLinked(made.Person)], (store, token) => Save(store, proven, person, made, roles, token), stop);
        if (refusal is not null) return refusal;

        db.ChangeTracker.Clear();
        return await db.Users.SingleAsync(it => it.Id == made.Id, stop);
    }

    /// <summary>By the service's own name for him; at the first time by his e-mail address.</summary>
    private async Task<Account?> Known(SignInByOpenId.Proven proven, CancellationToken stop)
    {
        var centre = proven.Setup.Centre;
        var byName = await db.Users.AsNoTracking()
            .Where(it => it.Centre == centre && db.UserLogins.Any(login => login.UserId == it.Id && login.LoginProvider == proven.Setup.Issuer && login.ProviderKey == proven.Subject))
            .SingleOrDefaultAsync(stop);
        if (byName is not null || proven.Email is null) return byName;

        var email = names.NormalizeEmail(proven.Email);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.NormalizedEmail == email, stop);
    }

    private Task<bool> IsLinked(SignInByOpenId.Proven proven, Account account, CancellationToken stop) =>
        db.UserLogins.AnyAsync(it => it.UserId == account.Id && it.LoginProvider == proven.Setup.Issuer && it.ProviderKey == proven.Subject, stop);

    private (Person Person, Account Account) Newcomer(SignInByOpenId.Proven proven, List<string> roles)
    {
        var id = new PersonId(Guid.CreateVersion7());
        var email = proven.Email!.Trim();
        var person = new Person
        {
            Id = id, Centre = proven.Setup.Centre, Email = email, Name = proven.Name is { Length: > 0 } name ? name : email,
            Rule = new PersonRule { Id = id }, Version = Guid.NewGuid(),
        };
        return (person, MakeAccount.New(person, new Rights(roles, null)));
    }

    private static List<Note> Notes(OpenIdSetup setup, Account? before, Account now, List<string> roles)
    {
        if (before is null) return [new AccountMade(now.Person, roles, By: null)];
        if (setup.Groups.Count == 0 || before.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(roles)) return [];
        return [new RightsChanged(now.Person, roles, before.Commissioners?.Select(it => new CommissionerId(it)).ToList(), By: null)];
    }

    private static async Task<Refusal?> Save(
        Database store, SignInByOpenId.Proven proven, Person? person, Account made, List<string> roles, CancellationToken stop)
    {
        if (person is not null)
        {
            if (await store.People.AnyAsync(it => it.Email == person.Email, stop)) return NoAccount;
            store.People.Add(person);
            store.Users.Add(made);
        }
        else if (proven.Setup.Groups.Count > 0)
        {
            var stored = await store.Users.SingleAsync(it => it.Id == made.Id, stop);
            (stored.Roles, stored.ConcurrencyStamp) = (roles, Guid.NewGuid().ToString());
        }

        var issuer = proven.Setup.Issuer;
        if (!await store.UserLogins.AnyAsync(it => it.LoginProvider == issuer && it.ProviderKey == proven.Subject, stop))
        {
            store.UserLogins.Add(new IdentityUserLogin<Guid>
            {
                LoginProvider = issuer, ProviderKey = proven.Subject, ProviderDisplayName = proven.Setup.Name, UserId = made.Id,
            });
        }

        return null;
    }
}
