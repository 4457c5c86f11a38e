using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Isberg.Services;

/// <summary>Whether the caller has seen this version of what he changes: null, or why not.</summary>
public delegate Refusal? Seen(Guid version);

/// <summary>Saves how the centre is set up: alone in the centre's inbox, with what the floor has to know and a note in the ledger, against the version that was read.</summary>
public sealed class Settings(LiveCentres centres)
{
    /// <summary>The most things of one kind in a centre.</summary>
    public const int MostOfAKind = 20_000;

    public static readonly Refusal Changed = new("setting.changed", "Somebody changed this at the same time. Load it again and repeat your change.");

    public static readonly Refusal TooMany = new("setting.too_many", "The centre has as many of these as it can have. Archive some that are not used.");

    /// <summary>A repeated creation: the first one's thing stands.</summary>
    private static readonly Refusal Repeated = new("setting.repeated", "This has been created already.");

    /// <summary>Bookkeeping of ours, no setting of anybody's.</summary>
    private static readonly string[] NotTold = ["Version", "Told"];

    /// <param name="db">Where the row was read, or added; it is not saved there.</param>
    /// <param name="input">What the floor is told.</param>
    /// <param name="mayNot">Asked inside the transaction: what else stands in the way.</param>
    /// <returns>Null when it is saved, or when nothing changed.</returns>
    public async Task<Refusal?> Keep<T>(
        Viewer viewer, Database db, T row, CancellationToken stop, Input? input = null, Func<Database, CancellationToken, Task<Refusal?>>? mayNot = null)
        where T : class
    {
        var entry = db.Entry(row);
        var fields = entry.Properties.Where(it => it.IsModified).Select(it => it.Metadata.Name).Except(NotTold, StringComparer.Ordinal).ToList();
        if (entry.State != EntityState.Added && fields.Count == 0) return null;

        var kept = Kept<T>.Of(viewer, entry);
        var note = new SettingChanged(typeof(T).Name, IdOf(kept.Key), ChangeOf(entry, fields), kept.IsNew ? [] : fields, viewer.Person);
        var refusal = await centres.Of(viewer.Centre).Inbox.Send(
            _ => new Act(input, [note], Save: async (store, token) => await kept.SaveTo(store, token) ?? (mayNot is null ? null : await mayNot(store, token))),
            stop, isAlone: true);
        return refusal == Repeated ? null : refusal;
    }

    private static SettingChange ChangeOf(EntityEntry entry, List<string> fields) =>
        entry.State == EntityState.Added ? SettingChange.Created
        : fields.Contains("IsArchived") && entry.Property("IsArchived").CurrentValue is true ? SettingChange.Archived
        : SettingChange.Changed;

    /// <summary>Every key is an id of ours around one Guid.</summary>
    private static Guid IdOf(object key) => (Guid)key.GetType().GetProperty("Value")!.GetValue(key)!;

    /// <summary>A row on its way from where it was changed to where it is saved.</summary>
    private sealed record Kept<T>(CentreId Centre, T Row, object Key, bool IsNew, Guid Was, PropertyValues Values)
        where T : class
    {
        public static Kept<T> Of(Viewer viewer, EntityEntry<T> entry)
        {
            var version = entry.Property<Guid>("Version");
            var was = version.OriginalValue;
            version.CurrentValue = Guid.NewGuid();
            var key = entry.Metadata.FindPrimaryKey()!.Properties[0].GetGetter().GetClrValue(entry.Entity)!;
            return new Kept<T>(viewer.Centre, entry.Entity, key, entry.State == EntityState.Added, was, entry.CurrentValues.Clone());
        }

        public async Task<Refusal?> SaveTo(Database store, CancellationToken stop)
        {
            var stored = await store.FindAsync<T>([Key], stop);
            if (IsNew) return stored is not null ? Repeated : await Add(store, stop);
            if (stored is null || store.Entry(stored).Property<Guid>("Version").CurrentValue != Was) return Changed;

            store.Entry(stored).CurrentValues.SetValues(Values);
            return null;
        }

        private async Task<Refusal?> Add(Database store, CancellationToken stop)
        {
            if (await store.Set<T>().CountAsync(it => EF.Property<CentreId>(it, nameof(Centre)) == Centre, stop) >= MostOfAKind) return TooMany;

            store.Add(Row);
            return null;
        }
    }
}
