using System.Collections.Concurrent;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>The languages that somebody on the staff is known to speak: what somebody writes in asks for one of these, and a guess never strands anybody.</summary>
internal sealed class SpokenLanguages(Databases databases, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CentreId, (IReadOnlySet<Language> Spoken, DateTimeOffset Until)> known = new();

    public async Task<Language?> Asked(CentreId centre, string text, CancellationToken stop) =>
        WrittenLanguage.Of(text) is { } guess && (await Of(centre, stop)).Contains(guess) ? guess : null;

    private async Task<IReadOnlySet<Language>> Of(CentreId centre, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(centre, out var kept) && kept.Until > now) return kept.Spoken;

        await using var db = databases.CreateDbContext();
        var rules = await db.People.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).Select(it => it.Rule).ToListAsync(stop);
        IReadOnlySet<Language> spoken = rules.SelectMany(it => it.Languages).ToHashSet();
        known[centre] = (spoken, now + Lasts);
        return spoken;
    }
}
