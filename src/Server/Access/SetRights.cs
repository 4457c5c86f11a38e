using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>An administrator sets a person's roles and commissioners, closes his account or opens it.</summary>
public sealed class SetRights(Database db, AccessLedger ledger, Sessions sessions)
{
    public static readonly Refusal LastAdministrator = new("account.last_administrator", "This is the last open account that may administer access. Give somebody else that role first.");
    public static readonly Refusal NoSuchAccount = new("account.unknown", "This person has no account.");

    public sealed record Command(Account Account, Rights Rights, bool IsLocked);

    public async Task<Refusal?> Run(Viewer viewer, Command command, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return Requests.Lacks(Permission.AccessWrite);

        var (was, rights) = (command.Account, command.Rights);
        var known = await db.Commissioners.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        if (rights.Flaw(known.Select(it => it.Value).ToHashSet()) is { } flaw) return flaw;

        var notes = Notes(command, by);
        if (notes.Count == 0 && was.LockoutEnd is null) return null;
        if (notes.Count == 0) notes.Add(new AccountLockChanged(was.Person, IsLocked: false, by));

        var refusal = await ledger.Keep(viewer.Centre, notes, (store, token) => Save(store, command, token), stop);
        if (refusal is not null || !command.IsLocked) return refusal;
        return await sessions.End(viewer.Centre, was.Person, by, stop);
    }

    private static List<Note> Notes(Command command, PersonId by)
    {
        var (was, rights) = (command.Account, command.Rights);
        List<Note> notes = [];
        if (!was.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(rights.Roles) || !Same(was.Commissioners, rights.Commissioners))
            notes.Add(new RightsChanged(was.Person, rights.Roles, rights.Commissioners?.Select(it => new CommissionerId(it)).ToList(), by));
        if (was.IsLocked != command.IsLocked) notes.Add(new AccountLockChanged(was.Person, command.IsLocked, by));
        return notes;
    }

    /// <summary>Opening an account also forgives its wrong attempts.</summary>
    private static async Task<Refusal?> Save(Database store, Command command, CancellationToken stop)
    {
        var account = await store.Users.SingleAsync(it => it.Id == command.Account.Id, stop);
        if (account.ConcurrencyStamp != command.Account.ConcurrencyStamp) return Requests.Changed with { Code = "account.changed" };

        (account.Roles, account.Commissioners, account.IsLocked) = ([.. command.Rights.Roles.Distinct(StringComparer.Ordinal)], command.Rights.Commissioners, command.IsLocked);
        if (!account.IsLocked) (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        if (Administers(account)) return null;

        var others = await store.Users.AsNoTracking().Where(it => it.Centre == account.Centre && it.Id != account.Id && !it.IsLocked).ToListAsync(stop);
        return Administers(command.Account) && !others.Exists(Administers) ? LastAdministrator : null;
    }

    private static bool Administers(Account account) =>
        !account.IsLocked && account.Roles.Any(it => Role.Permissions.TryGetValue(it, out var permissions) && permissions.Contains(Permission.AccessWrite));

    private static bool Same(IReadOnlyList<Guid>? left, IReadOnlyList<Guid>? right) =>
        left is null || right is null ? left is null && right is null : left.ToHashSet().SetEquals(right);
}
