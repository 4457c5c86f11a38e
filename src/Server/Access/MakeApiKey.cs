using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>An administrator makes a key with which another system uses the API.</summary>
public sealed class MakeApiKey(Database db, AccessLedger ledger, MasterKey master, TimeProvider clock)
{
    public const int Most = 200;

    public static readonly Refusal TooMany = new("api_key.too_many", $"A centre has at most {Most} keys in force. Revoke one that is no longer used.");
    public static readonly Refusal UnknownPermission = new("permission.invalid", "A key needs at least one permission, and only such as exist.");
    public static readonly Refusal EndsBeforeNow = new("api_key.end.invalid", "The key would have run out already. Choose a later day, or none.");
    public static readonly Refusal ForPeopleOnly = new("api_key.forbidden", "Only people make keys; a key makes none.");

    public sealed record Command(ApiKeyId Id, string Name, IReadOnlyList<string> Permissions, IReadOnlyList<Guid>? Commissioners, DateTimeOffset? EndsAt);

    /// <returns>The row and the key itself, which can be seen this one time.</returns>
    public async Task<Outcome<(ApiKey Row, string Key)>> Run(Viewer viewer, Command command, CancellationToken stop)
    {
        if (viewer.Person is not { } by) return ForPeopleOnly;

        var key = ApiKeyBearer.KeyOf(command.Id, master);
        var there = await db.ApiKeys.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == command.Id, stop);
        if (there is not null) return (there, key);

        var now = clock.GetUtcNow();
        if (await Flaw(viewer, command, now, stop) is { } flaw) return flaw;

        var row = new ApiKey
        {
            Id = command.Id, Centre = viewer.Centre, Name = command.Name.Trim(), Prefix = key[..ApiKeyBearer.ShownLength], Hash = ApiKeyBearer.HashOf(key),
            Permissions = [.. command.Permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Commissioners = command.Commissioners,
            MadeBy = by, MadeAt = now, EndsAt = command.EndsAt,
        };
        var refusal = await ledger.Keep(viewer.Centre, [new ApiKeyMade(row.Id, row.Permissions, by)], (store, _) =>
        {
            store.ApiKeys.Add(row);
            return Task.FromResult<Refusal?>(null);
        }, stop);
        return refusal is null ? (row, key) : refusal;
    }

    private async Task<Refusal?> Flaw(Viewer viewer, Command command, DateTimeOffset now, CancellationToken stop)
    {
        if (command.EndsAt <= now) return EndsBeforeNow;
        if (command.Permissions.Count == 0 || command.Permissions.Any(it => !Permission.All.Contains(it, StringComparer.Ordinal))) return UnknownPermission;
        if (await db.ApiKeys.VisibleTo(viewer).CountAsync(it => it.RevokedAt == null, stop) >= Most) return TooMany;
        if (command.Commissioners is not { } commissioners) return null;

        var known = (await db.Commissioners.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop)).Select(it => it.Value).ToHashSet();
        return commissioners.All(known.Contains) ? null : Rights.UnknownCommissioner;
    }
}
