using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator creates a calendar, changes it or takes it out of use; every service that follows it gets its new hours.</summary>
public sealed class KeepCalendar(Database db, Settings settings, TellFloor floor)
{
    public const int MostDays = 1_000;

    public static readonly Refusal NoSuchCalendar = new("calendar.unknown", "There is no such calendar.");

    public sealed record CalendarDraft(string Name, IReadOnlyList<HolidayHours> Holidays, IReadOnlyList<NamedDay> Days, bool IsArchived = false);

    /// <param name="seen">Null: a new calendar.</param>
    public async Task<Outcome<Calendar>> Run(Viewer viewer, CalendarId id, Seen? seen, CalendarDraft draft, CancellationToken stop)
    {
        var row = await db.Calendars.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchCalendar;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (Flaws(draft).In("calendar") is { } flaws) return flaws;

        if (row is null) db.Add(row = new Calendar { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.Holidays, row.Days, row.IsArchived) = (draft.Name.Trim(), draft.Holidays, [.. draft.Days.OrderBy(it => it.Date)], draft.IsArchived);
        var refusal = await settings.Keep(viewer, db, row, stop) ?? await floor.Run(viewer.Centre, stop);
        return refusal is null ? row : refusal;
    }

    private static Flaws Flaws(CalendarDraft draft) => new Flaws()
        .Needs(draft.Name, "name")
        .AtMost(draft.Holidays, "holidays", Holidays.All.Count)
        .When(draft.Holidays.Any(it => Holidays.Find(it.Holiday) is null), "holidays", "One of the holidays is not known.")
        .When(draft.Holidays.Any(it => !ServiceDraft.AreHours(it.Hours)), "holidays", "Each stretch must end later than it begins; 00:00 is midnight.")
        .AtMost(draft.Days, "days", MostDays)
        .When(draft.Days.Any(it => it.Name.Length > Limits.Name), "days", $"A day's name may have {Limits.Name} characters at most.")
        .When(draft.Days.DistinctBy(it => it.Date).Count() != draft.Days.Count, "days", "Each date may stand once.")
        .When(draft.Days.Any(it => !ServiceDraft.AreHours(it.Hours)), "days", "Each stretch must end later than it begins; 00:00 is midnight.");
}
