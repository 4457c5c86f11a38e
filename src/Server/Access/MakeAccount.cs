using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>An administrator gives a person an account; the person sets its password by a one-time link.</summary>
public sealed class MakeAccount(Database db, AccessLedger ledger)
{
    private static readonly UpperInvariantLookupNormalizer Names = new();

    public static readonly Refusal NoSuchPerson = new("person.unknown", "There is no such person.");

    /// <summary>An account that is there already stays as it is, so that the call may be repeated.</summary>
    public async Task<Outcome<Account>> Run(Viewer viewer, PersonId id, Rights rights, CancellationToken stop)
    {
        var person = await db.People.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id && !it.IsArchived, stop);
        if (person is null) return NoSuchPerson;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(it => it.Person == id, stop) is { } there) return there;

        var known = await db.Commissioners.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        if (rights.Flaw(known.Select(it => it.Value).ToHashSet()) is { } flaw) return flaw;

        var account = New(person, rights);
        var note = new AccountMade(id, account.Roles, viewer.Person);
        var refusal = await ledger.Keep(viewer.Centre, [note], (store, _) =>
        {
            store.Users.Add(account);
            return Task.FromResult<Refusal?>(null);
        }, stop);
        return refusal is null ? account : refusal;
    }

    /// <summary>A person's account is found by his address, so it changes with it.</summary>
    internal static async Task Follow(Database store, Person person, CancellationToken stop)
    {
        var account = await store.Users.SingleOrDefaultAsync(it => it.Person == person.Id, stop);
        if (account is null || account.Email == person.Email) return;

        (account.UserName, account.Email) = (person.Email, person.Email);
        (account.NormalizedUserName, account.NormalizedEmail) = (Names.NormalizeName(person.Email), Names.NormalizeEmail(person.Email));
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>The account's id is the person's, so that two administrators at once make one account.</summary>
    internal static Account New(Person person, Rights rights) => new()
    {
        Id = person.Id.Value,
        Centre = person.Centre,
        Person = person.Id,
        UserName = person.Email,
        NormalizedUserName = Names.NormalizeName(person.Email),
        Email = person.Email,
        NormalizedEmail = Names.NormalizeEmail(person.Email),
        SecurityStamp = Guid.NewGuid().ToString(),
        LockoutEnabled = true,
        Roles = [.. rights.Roles.Distinct(StringComparer.Ordinal)],
        Commissioners = rights.Commissioners,
    };
}
