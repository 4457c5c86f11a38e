using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>Adds people from a file, or changes those who are there, known by their e-mail address: all rows or none.</summary>
public sealed class ImportPeople(Database db, AccessLedger ledger, TellFloor floor)
{
    public static readonly Refusal NotAccounts = new("import.roles.forbidden", $"The column roles gives accounts, which needs the permission {Permission.AccessWrite}. Leave it out.");

    /// <summary>What a row would do, or why it cannot.</summary>
    public enum RowOutcome
    {
        Added, Changed, Unchanged, Wrong,
    }

    /// <summary>What can be wrong with a row.</summary>
    public enum RowFlawKind
    {
        Name, Email, Repeated, Elsewhere, Left, Language, Role, Right,
    }

    /// <param name="About">The text in the file that it is about, or the row that has the same address.</param>
    /// <param name="Sentence">The same in words.</param>
    public sealed record RowFlaw(RowFlawKind Kind, string? About, string Sentence);

    /// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
    public sealed record ImportedRow(int Number, string Name, string Email, RowOutcome Outcome, IReadOnlyList<RowFlaw> Flaws);

    /// <param name="IsDone">The people are stored; false after a trial, or when a row is wrong.</param>
    public sealed record ImportReport(bool IsDone, int Added, int Changed, int Unchanged, int Wrong, IReadOnlyList<ImportedRow> Rows);

    /// <summary>What a row says, once understood.</summary>
    private sealed record Wanted(PeopleFile.Row Row, string Name, string Email, IReadOnlyList<Language> Languages, RoutingRoleId? Role, IReadOnlyList<string> Roles);

    private sealed record Known(Dictionary<string, Person> ByEmail, HashSet<string> Elsewhere, Dictionary<string, RoutingRoleId> Roles, HashSet<PersonId> WithAccount);

    /// <param name="isTrial">Only say what would happen.</param>
    public async Task<Outcome<ImportReport>> Run(Viewer viewer, byte[] file, bool isTrial, CancellationToken stop)
    {
        if (!PeopleFile.Read(file).Succeeded(out var rows, out var refusal)) return refusal;
        if (!viewer.May(Permission.AccessWrite) && rows.Any(it => it["roles"].Length > 0)) return NotAccounts;

        var known = await Look(viewer, rows, stop);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = rows.Select(it => Understand(it, known, seen)).ToList();
        var report = ReportOf(read, known);
        if (isTrial || report.Wrong > 0 || report.Added + report.Changed == 0) return report;

        refusal = await Save(viewer, [.. read.Select(it => it.Wanted)], report, stop) ?? await floor.Run(viewer.Centre, stop);
        return refusal is null ? report with { IsDone = true } : refusal;
    }

    private async Task<Known> Look(Viewer viewer, IReadOnlyList<PeopleFile.Row> rows, CancellationToken stop)
    {
        var emails = rows.Select(EmailOf).Distinct(StringComparer.Ordinal).ToArray();
        var here = await db.People.VisibleTo(viewer).AsNoTracking().Where(it => emails.Contains(it.Email)).ToListAsync(stop);
        var elsewhere = await db.People.AsNoTracking().Where(it => it.Centre != viewer.Centre && emails.Contains(it.Email)).Select(it => it.Email).ToListAsync(stop);
        var roles = await db.RoutingRoles.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived).ToListAsync(stop);
        var ids = here.ConvertAll(it => it.Id);
        var accounts = await db.Users.VisibleTo(viewer).Where(it => ids.Contains(it.Person)).Select(it => it.Person).ToListAsync(stop);
        return new Known(
            here.ToDictionary(it => it.Email, StringComparer.Ordinal),
            elsewhere.ToHashSet(StringComparer.Ordinal),
            roles.GroupBy(it => it.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(it => it.Key, it => it.First().Id, StringComparer.OrdinalIgnoreCase),
            accounts.ToHashSet());
    }

    private static (Wanted Wanted, List<RowFlaw> Flaws) Understand(PeopleFile.Row row, Known known, Dictionary<string, int> seen)
    {
        List<RowFlaw> flaws = [];
        var (name, email) = (row["name"], EmailOf(row));
        if (name.Length is 0 or > Limits.Name) flaws.Add(new(RowFlawKind.Name, null, $"The name is missing or longer than {Limits.Name} characters."));
        if (email.Length > Limits.Email || email.Count(it => it == '@') != 1 || email.Any(char.IsWhiteSpace) || email[0] == '@' || email[^1] == '@') flaws.Add(new(RowFlawKind.Email, null, "The e-mail address is missing or is none."));
        if (!seen.TryAdd(email, row.Number)) flaws.Add(new(RowFlawKind.Repeated, $"{seen[email]}", $"Row {seen[email]} has the same e-mail address."));
        if (known.Elsewhere.Contains(email)) flaws.Add(new(RowFlawKind.Elsewhere, null, "This e-mail address cannot be used here."));
        if (known.ByEmail.TryGetValue(email, out var there) && there.IsArchived) flaws.Add(new(RowFlawKind.Left, null, "This person has left the staff. Take him back first."));

        var languages = row.List("languages").Select(it => it.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        flaws.AddRange(languages.Where(it => it.Length != 2 || !it.All(char.IsAsciiLetterLower)).Select(it => new RowFlaw(RowFlawKind.Language, Short(it), $"“{Short(it)}” is no language: write sv, fi or en.")));
        var role = row["role"];
        var roleId = known.Roles.TryGetValue(role, out var id) ? id : (RoutingRoleId?)null;
        if (role.Length > 0 && roleId is null) flaws.Add(new(RowFlawKind.Role, Short(role), $"There is no role called “{Short(role)}”."));
        var roles = row.List("roles").Select(it => it.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        flaws.AddRange(roles.Where(it => !Role.Permissions.ContainsKey(it)).Select(it => new RowFlaw(RowFlawKind.Right, Short(it), $"“{Short(it)}” is no right: the rights are {string.Join(", ", Role.Permissions.Keys)}.")));
        return (new Wanted(row, name, email, [.. languages.Select(it => new Language(it))], roleId, roles), flaws);
    }

    private static ImportReport ReportOf(List<(Wanted Wanted, List<RowFlaw> Flaws)> read, Known known)
    {
        var rows = read.ConvertAll(it => new ImportedRow(it.Wanted.Row.Number, it.Wanted.Name, it.Wanted.Email, OutcomeOf(it.Wanted, it.Flaws, known), it.Flaws));
        int Count(RowOutcome outcome) => rows.Count(it => it.Outcome == outcome);
        return new ImportReport(false, Count(RowOutcome.Added), Count(RowOutcome.Changed), Count(RowOutcome.Unchanged), Count(RowOutcome.Wrong), rows);
    }

    private static RowOutcome OutcomeOf(Wanted wanted, List<RowFlaw> flaws, Known known) =>
        flaws.Count > 0 ? RowOutcome.Wrong
        : !known.ByEmail.TryGetValue(wanted.Email, out var there) ? RowOutcome.Added
        : Changes(wanted, there, known) ? RowOutcome.Changed : RowOutcome.Unchanged;

    /// <summary>An empty cell changes nothing; roles are given to people without an account only.</summary>
    private static bool Changes(Wanted wanted, Person there, Known known) =>
        there.Name != wanted.Name || (wanted.Languages.Count > 0 && !there.Languages.SequenceEqual(wanted.Languages))
        || (wanted.Role is not null && there.Role != wanted.Role) || (wanted.Roles.Count > 0 && !known.WithAccount.Contains(there.Id));

    private async Task<Refusal?> Save(Viewer viewer, IReadOnlyList<Wanted> all, ImportReport report, CancellationToken stop) =>
        await ledger.Keep(viewer.Centre, [new PeopleImported(report.Added, report.Changed, viewer.Person)], async (store, token) =>
        {
            var emails = all.Select(it => it.Email).ToArray();
            if (await store.People.AnyAsync(it => it.Centre != viewer.Centre && emails.Contains(it.Email), token)) return KeepPerson.EmailTaken;

            var people = await store.People.Where(it => it.Centre == viewer.Centre && emails.Contains(it.Email)).ToDictionaryAsync(it => it.Email, StringComparer.Ordinal, token);
            var ids = people.Values.Select(it => it.Id).ToArray();
            var accounts = await store.Users.Where(it => ids.Contains(it.Person)).Select(it => it.Person).ToListAsync(token);
            foreach (var wanted in all)
            {
                if (!people.TryGetValue(wanted.Email, out var person)) store.People.Add(person = Newcomer(viewer.Centre, wanted));
                else Change(person, wanted);
                if (wanted.Roles.Count > 0 && !accounts.Contains(person.Id)) store.Users.Add(MakeAccount.New(person, new Rights(wanted.Roles, null)));
            }

            return null;
        }, stop);

    private static Person Newcomer(CentreId centre, Wanted wanted)
    {
        var id = new PersonId(Guid.CreateVersion7());
        return new Person
        {
            Id = id, Centre = centre, Name = wanted.Name, Email = wanted.Email, Languages = wanted.Languages, Role = wanted.Role,
            Rule = new PersonRule { Id = id }, Version = Guid.NewGuid(),
        };
    }

    private static void Change(Person person, Wanted wanted)
    {
        if (person.Name == wanted.Name && wanted.Languages.Count == 0 && wanted.Role is null) return;

        (person.Name, person.Role, person.Version) = (wanted.Name, wanted.Role ?? person.Role, Guid.NewGuid());
        if (wanted.Languages.Count > 0) person.Languages = wanted.Languages;
    }

    private static string EmailOf(PeopleFile.Row row) => row["email"].ToLowerInvariant() is { Length: > 0 } email ? email : $"row {row.Number}";

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
