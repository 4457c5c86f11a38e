using System.Collections.Concurrent;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Whom a directory lists, with what he is found by beside his name.</summary>
/// <param name="Tags">His role, and his skills in every language.</param>
internal sealed record Listed(PersonId Person, string Name, string? Role, IReadOnlyList<Texts> Skills, IReadOnlyList<string> Tags, IReadOnlySet<ServiceId> Services)
{
    private static readonly char[] WordEnds = [' ', '-', '/', '(', ','];

    private const int ByNamesBeginning = 0, ByName = 1, ByTag = 2;

    /// <summary>How well he is found by these words, the lower the better; null: one of them is nowhere.</summary>
    /// <param name="named">For each word, the services that it names.</param>
    public int? RankBy(IReadOnlyList<(string Word, IReadOnlySet<ServiceId> Named)> words)
    {
        var ranks = words.Select(it => RankBy(it.Word, it.Named)).ToList();
        return ranks.Contains(null) ? null : ranks.Sum();
    }

    private int? RankBy(string word, IReadOnlySet<ServiceId> named)
    {
        if (HasWord(Name, word)) return ByNamesBeginning;
        if (Name.Contains(word, StringComparison.OrdinalIgnoreCase)) return ByName;
        return Tags.Any(it => HasWord(it, word)) || Services.Overlaps(named) ? ByTag : null;
    }

    /// <summary>One of its words begins so.</summary>
    public static bool HasWord(string text, string beginning) =>
        text.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries).Any(it => it.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The people of each centre as its directory lists them: read at most every few seconds, however fast somebody types.</summary>
internal sealed class DirectoryBook(Databases databases, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CentreId, (DateTimeOffset At, IReadOnlyList<Listed> People)> books = new();

    public async Task<IReadOnlyList<Listed>> Of(CentreId centre, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (books.TryGetValue(centre, out var known) && now - known.At < Fresh) return known.People;

        var people = await Read(centre, stop);
        books[centre] = (now, people);
        return people;
    }

    private async Task<IReadOnlyList<Listed>> Read(CentreId centre, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var roles = await db.RoutingRoles.AsNoTracking().Where(it => it.Centre == centre).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var skills = await db.Skills.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var people = await db.People.AsNoTracking().Where(it => it.Centre == centre && !it.IsArchived)
            .Select(it => new { it.Id, it.Name, it.Role, it.Skills, it.Rule }).ToListAsync(stop);
        return people.ConvertAll(it =>
        {
            var role = it.Role is { } his ? roles.GetValueOrDefault(his) : null;
            var can = it.Skills.Select(skill => skills.GetValueOrDefault(skill.Skill)).OfType<Texts>().ToList();
            return new Listed(it.Id, it.Name, role, can, [.. role is null ? [] : new[] { role }, .. can.SelectMany(name => name.In.Values)], it.Rule.Services.Select(post => post.Service).ToHashSet());
        });
    }
}
