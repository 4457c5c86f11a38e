using Isberg.Access;
using Isberg.Api;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>An administrator adds somebody to the staff, changes what he can and may, or takes him off it.</summary>
public sealed class KeepPerson(Database db, Settings settings, TimeProvider clock)
{
    public const int MostSkills = 200;
    public const int MostLanguages = 50;

    public static readonly Refusal NoSuchPerson = new("person.unknown", "There is no such person.");
    public static readonly Refusal EmailTaken = new("person.email_taken", "Somebody has this e-mail address already. Use another one.");

    public sealed record PersonDraft(
        string Name, string Email, IReadOnlyList<PersonSkill> Skills, IReadOnlyList<Language> Languages, Capacity Capacity,
        IReadOnlyList<RoutingRoleId> MayTake, RoutingRoleId? Role = null, bool IsArchived = false);

    /// <param name="seen">Null: somebody new.</param>
    public async Task<Outcome<Person>> Run(Viewer viewer, PersonId id, Seen? seen, PersonDraft draft, CancellationToken stop)
    {
        var row = await db.People.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchPerson;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, draft, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Person { Id = id, Centre = viewer.Centre, Name = draft.Name, Email = draft.Email, Rule = new PersonRule { Id = id } });
        Set(row, draft);
        var input = await PersonInput.Of(viewer, db, row, clock, stop);
        return await settings.Keep(viewer, db, row, stop, input, (store, token) => MayNot(row, store, token)) is { } refusal ? refusal : row;
    }

    private static void Set(Person row, PersonDraft draft)
    {
        (row.Name, row.Email, row.IsArchived) = (draft.Name.Trim(), draft.Email.Trim().ToLowerInvariant(), draft.IsArchived);
        (row.Languages, row.Capacity, row.MayTake, row.Role) = (draft.Languages, draft.Capacity, draft.MayTake, draft.Role);
        row.Skills = [.. draft.Skills.Select(it => it with { Evidence = string.IsNullOrWhiteSpace(it.Evidence) ? null : it.Evidence.Trim() })];
    }

    private async Task<Refusal?> Flaws(Viewer viewer, PersonDraft draft, CancellationToken stop)
    {
        var skills = await db.Skills.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        var roles = await db.RoutingRoles.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        return SkillFlaws(draft.Skills, skills)
            .Needs(draft.Name, "name")
            .Needs(draft.Email, "email", Limits.Email)
            .When(!draft.Email.Trim().Contains('@', StringComparison.Ordinal) || draft.Email.Trim().Any(char.IsWhiteSpace), "email", "This is not an e-mail address.")
            .AtMost(draft.Languages, "languages", MostLanguages)
            .When(!IsCapacity(draft.Capacity), "capacity", "Each kind of contact may run 0 to 20 at once.")
            .AtMost(draft.MayTake, "mayTake", Limits.List)
            .When(draft.MayTake.Except(roles).Any() || (draft.Role is { } role && !roles.Contains(role)), "role", "There is no such role.")
            .In("person");
    }

    internal static Flaws SkillFlaws(IReadOnlyList<PersonSkill> skills, List<SkillId> known) => new Flaws()
        .AtMost(skills, "skills", MostSkills)
        .When(skills.Select(it => it.Skill).Except(known).Any(), "skills", "There is no such skill.")
        .When(skills.DistinctBy(it => it.Skill).Count() != skills.Count, "skills", "Each skill may stand once.")
        .When(skills.Any(it => it.Level is < 1 or > 5), "skills", "A level is 1 to 5.")
        .When(skills.Any(it => it.Evidence?.Length > Limits.Name), "skills", $"Evidence may have {Limits.Name} characters at most.");

    private static bool IsCapacity(Capacity it) =>
        new[] { it.Voice, it.Chat, it.Message, it.Task }.All(one => one is >= 0 and <= 20);

    private static async Task<Refusal?> MayNot(Person row, Database store, CancellationToken stop)
    {
        if (await store.People.AnyAsync(it => it.Email == row.Email && it.Id != row.Id, stop)) return EmailTaken;

        if (row.IsArchived)
        {
            store.RemoveRange(await store.OwnTelephones.Where(it => it.Person == row.Id).ToListAsync(stop));
            store.RemoveRange(await store.Absences.Where(it => it.Person == row.Id).ToListAsync(stop));
        }

        await MakeAccount.Follow(store, row, stop);
        return null;
    }
}
