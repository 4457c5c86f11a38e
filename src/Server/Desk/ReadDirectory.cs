using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Desk;

/// <summary>Finds people and services by any words: of a name, a role, a skill or a service.</summary>
internal sealed class ReadDirectory(Databases databases, LiveCentres centres, PhoneStates phones, DirectoryBook book)
{
    /// <summary>The most people, and the most services, that are shown at once.</summary>
    private const int Most = 50;

    private const int MostWords = 6;

    private sealed record Named(ServiceId Id, Texts Name)
    {
        public bool Has(string word) => Name.In.Values.Any(it => Listed.HasWord(it, word));
    }

    public async Task<DeskDirectory> Run(Viewer viewer, string? search, CancellationToken stop)
    {
        var services = await Services(viewer, stop);
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)
            .Select(word => (Word: word, Named: (IReadOnlySet<ServiceId>)services.Where(it => it.Has(word)).Select(it => it.Id).ToHashSet())).ToList();
        var found = Find(await book.Of(viewer.Centre, stop), viewer, words);
        var (now, people, queues) = await centres.Of(viewer.Centre).Inbox.Ask(
            state => (state.Now, found.ConvertAll(it => Look(state, it.Person)), state.Floor.Queues(state.Now)), stop);
        var away = await Away(viewer, [.. found.Select(it => it.Person)], now, stop);
        var calls = queues.Where(it => it.Channel == Channel.Voice).ToDictionary(it => it.Service);
        return new DeskDirectory(
            now,
            [.. found.Zip(people, (it, look) => View(it, look, away.GetValueOrDefault(it.Person))).Take(Most)],
            found.Count > Most,
            [.. services.Where(it => calls.ContainsKey(it.Id) && words.TrueForAll(word => word.Named.Contains(it.Id))).Take(Most).Select(it => View(it, calls[it.Id]))]);
    }

    private async Task<List<Named>> Services(Viewer viewer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Services.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).OrderBy(it => it.Key).Select(it => new Named(it.Id, it.Name)).ToListAsync(stop);
    }

    private async Task<IReadOnlyDictionary<PersonId, AbsenceView>> Away(Viewer viewer, IReadOnlyList<PersonId> people, DateTimeOffset now, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Absences.Of(db, viewer, people, now, stop);
    }

    /// <summary>One more than is shown, when there are more.</summary>
    private static List<Listed> Find(IReadOnlyList<Listed> all, Viewer viewer, List<(string Word, IReadOnlySet<ServiceId> Named)> words) =>
    [
        .. all.Where(it => it.Person != viewer.Person).Select(it => (Person: it, Rank: it.RankBy(words))).Where(it => it.Rank is not null)
            .OrderBy(it => it.Rank).ThenBy(it => it.Person.Name, StringComparer.CurrentCulture).Select(it => it.Person).Take(Most + 1),
    ];

    private static (PersonOnFloor? Person, bool IsInCall) Look(LiveState state, PersonId id)
    {
        if (state.Floor.Person(id) is not { } person) return (null, false);
        bool IsCall(ContactId contact) => state.Floor.Contact(contact) is { Need.Channel: Channel.Voice };
        return (person, person.Beside is not null || (person.Offered is { } offered && IsCall(offered)) || person.Handling.Any(IsCall));
    }

    private DirectoryPerson View(Listed it, (PersonOnFloor? Person, bool IsInCall) now, AbsenceView? absence)
    {
        var person = now.Person is { Presence: not Presence.SignedOut } there ? there : null;
        var isFree = person is { Presence: Presence.Ready, Offered: null, Beside: null, Handling.Count: 0, WrappingUp.Count: 0 };
        return new DirectoryPerson(
            it.Person, it.Name, it.Role, [.. it.Skills.Select(skill => new DirectorySkill(skill))], person?.Presence ?? Presence.SignedOut, person?.Reason, person?.PresenceSince, now.IsInCall, isFree, phones.Of(it.Person), absence);
    }

    private static DirectoryService View(Named it, QueueOnFloor queue) => new(it.Id, it.Name, queue.IsOpen, queue.OpensAt, queue.Waiting, queue.LongestSince, queue.Free);
}
