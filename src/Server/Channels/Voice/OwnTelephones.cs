using System.Collections.Concurrent;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Whose calls ring at their own telephones: the rows say it, and it is kept at hand for every call that rings.</summary>
internal sealed class OwnTelephones(Databases databases)
{
    private readonly ConcurrentDictionary<PersonId, Known> known = new();

    private sealed record Known(CentreId Centre, string Number);

    /// <summary>Null: his calls ring at a phone of ours, or nowhere.</summary>
    public string? NumberOf(PersonId person) => known.GetValueOrDefault(person)?.Number;

    public CentreId? CentreOf(PersonId person) => known.GetValueOrDefault(person)?.Centre;

    public void Know(OwnTelephone it)
    {
        if (it is { IsOn: true, Number: { } number }) known[it.Person] = new Known(it.Centre, number);
        else known.TryRemove(it.Person, out _);
    }

    /// <summary>Reads them all, and answers whose they are.</summary>
    public async Task<IEnumerable<PersonId>> Load(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var all = await db.OwnTelephones.AsNoTracking().Where(it => it.IsOn).ToListAsync(stop);
        foreach (var gone in known.Keys.Except(all.Select(it => it.Person))) known.TryRemove(gone, out _);
        foreach (var it in all) Know(it);
        return known.Keys;
    }
}
