using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>What contacts can be looked for by. What is archived stands last: old contacts have it.</summary>
public sealed record ContactChoices(IReadOnlyList<ChoiceOfService> Services, IReadOnlyList<ChoiceOfPerson> People, IReadOnlyList<ChoiceOfReason> Reasons)
{
    public static async Task<ContactChoices> Load(Database db, Viewer viewer, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().OrderBy(it => it.IsArchived).ThenBy(it => it.Key).ToListAsync(stop);
        var people = await db.People.VisibleTo(viewer).AsNoTracking().OrderBy(it => it.IsArchived).ThenBy(it => it.Name)
            .Select(it => new ChoiceOfPerson(it.Id, it.Name, it.IsArchived)).ToListAsync(stop);
        var reasons = await db.Reasons.VisibleTo(viewer).AsNoTracking().OrderBy(it => it.IsArchived).ThenBy(it => it.Place).ToListAsync(stop);
        return new ContactChoices(
            [.. services.Select(it => new ChoiceOfService(it.Id, it.Name, it.IsArchived))], people,
            [.. reasons.Select(it => new ChoiceOfReason(it.Id, it.Parent, it.Name, it.IsArchived))]);
    }
}

public sealed record ChoiceOfService(ServiceId Service, Texts Name, bool IsArchived);

public sealed record ChoiceOfPerson(PersonId Person, string Name, bool IsArchived);

/// <param name="Parent">The reason that it is a part of.</param>
public sealed record ChoiceOfReason(ReasonId Reason, ReasonId? Parent, Texts Name, bool IsArchived);
