using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.People;

/// <summary>Somebody says that he, or a colleague, is away from one time to another; or that it is not so after all.</summary>
public sealed class KeepAbsence(Databases databases, TimeProvider clock)
{
    public const int LongestNote = 100;

    /// <summary>The most that are kept of one person.</summary>
    private const int Most = 50;

    /// <summary>No absence lasts longer, or is said further ahead.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static readonly Refusal NoSuchAbsence = new("absence.unknown", "There is no such absence any longer.");
    public static readonly Refusal NotYours = new("absence.forbidden", "You may only say of yourself when you are away.");
    public static readonly Refusal TooMany = new("absence.too_many", $"At most {Most} absences of a person are kept. Take some away first.");

    /// <param name="Note">Where, or whom to ask meanwhile; every colleague can read it.</param>
    /// <param name="From">Null: from now on.</param>
    public sealed record Draft(
        PersonId Person, DateTimeOffset Until, DateTimeOffset? From = null, PresenceReasonId? Reason = null, [property: MaxLength(LongestNote)] string? Note = null);

    public async Task<Outcome<Absence>> Add(Viewer viewer, AbsenceId id, Draft draft, CancellationToken stop)
    {
        if (!MayFor(viewer, draft.Person)) return NotYours;

        var now = clock.GetUtcNow();
        var from = draft.From ?? now;
        if (FlawsOf(draft, from, now) is { } flaws) return flaws;

        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var his = db.Absences.VisibleTo(viewer).Where(it => it.Person == draft.Person);
        if (await his.SingleOrDefaultAsync(it => it.Id == id, stop) is { } there) return there;
        if (await Missing(db, viewer, draft, stop) is { } missing) return missing;
        if (await his.CountAsync(stop) >= Most) return TooMany;

        var row = new Absence
        {
            Id = id, Centre = viewer.Centre, Person = draft.Person, Reason = draft.Reason, Note = NoteOf(draft), From = from, Until = draft.Until, By = viewer.Person,
        };
        db.Add(row);
        await db.SaveChangesAsync(stop);
        return row;
    }

    public async Task<Refusal?> Remove(Viewer viewer, AbsenceId id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        if (await db.Absences.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop) is not { } row) return NoSuchAbsence;
        if (!MayFor(viewer, row.Person)) return NotYours;

        db.Remove(row);
        await db.SaveChangesAsync(stop);
        return null;
    }

    /// <summary>Of oneself, or of a colleague with the right to it.</summary>
    public static bool MayFor(Viewer viewer, PersonId person) => viewer.Person == person || viewer.May(Permission.AbsenceWrite);

    private static Refusal? FlawsOf(Draft draft, DateTimeOffset from, DateTimeOffset now) => new Flaws()
        .AtMost(draft.Note, "note", LongestNote)
        .When(draft.Until <= from || draft.Until <= now, "until", "The return must be later than now, and than the beginning.")
        .When(from < now - Longest || draft.Until > now + Longest, "from", "An absence lies within a year from now.")
        .In("absence");

    private static string? NoteOf(Draft draft) => string.IsNullOrWhiteSpace(draft.Note) ? null : draft.Note.ReplaceLineEndings(" ").Trim();

    private static async Task<Refusal?> Missing(Database db, Viewer viewer, Draft draft, CancellationToken stop)
    {
        if (!await db.People.VisibleTo(viewer).AnyAsync(it => it.Id == draft.Person && !it.IsArchived, stop)) return KeepPerson.NoSuchPerson;
        if (draft.Reason is { } reason && !await db.PresenceReasons.VisibleTo(viewer).AnyAsync(it => it.Id == reason, stop)) return KeepPresenceReason.NoSuchReason;
        return null;
    }
}
