using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Calendars of days with hours of their own, and the holidays to choose from.</summary>
public static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calendars", List).Needs(Permission.ServiceRead);
        api.MapGet("/calendars/{id:guid}", Show).Needs(Permission.ServiceRead);
        api.MapPost("/calendars", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey().AcceptsUpTo(MostBytes);
        api.MapPut("/calendars/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion().AcceptsUpTo(MostBytes);
        api.MapGet("/holidays", ListHolidays).Needs(Permission.ServiceRead);
    }

    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record CalendarView(CalendarId Id, string Name, IReadOnlyList<HolidayHours> Holidays, IReadOnlyList<NamedDay> Days, bool IsArchived, string Version);

    internal static CalendarView View(Calendar it) =>
        new(it.Id, it.Name, it.Holidays, it.Days, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<CalendarView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Calendars.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<CalendarView>>([.. rows.OrderBy(it => it.Name, StringComparer.Ordinal).Select(View)]);
    }

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await db.Calendars.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new CalendarId(id), stop))
        .Shown(context, View, it => it.Version, KeepCalendar.NoSuchCalendar);

    private static async Task<Results<Created<CalendarView>, ProblemHttpResult>> Create(
        KeepCalendar.CalendarDraft draft, HttpContext context, KeepCalendar keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new CalendarId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/calendars/{it.Id.Value}");

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> Change(
        Guid id, KeepCalendar.CalendarDraft draft, HttpContext context, KeepCalendar keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new CalendarId(id), it => context.Differs(it, "calendar"), draft, stop))
        .Changed(context, View, it => it.Version);

    /// <summary>The days that a calendar can hold, with their dates in one year.</summary>
    private static Ok<IReadOnlyList<HolidayView>> ListHolidays(int? year, TimeProvider clock)
    {
        var wanted = Math.Clamp(year ?? clock.GetUtcNow().Year, FirstYear, LastYear);
        return TypedResults.Ok<IReadOnlyList<HolidayView>>([.. Holidays.All.Select(it => new HolidayView(
            it.Key, Texts.Of(("sv", it.Swedish), ("fi", it.Finnish), ("en", it.English)), it.IsPublic, it.In(wanted)))]);
    }

    /// <param name="Key">Country and day, for instance se.midsummer_eve.</param>
    public sealed record HolidayView(string Key, Texts Name, bool IsPublic, DateOnly Date);

    private const int FirstYear = 1900;
    private const int LastYear = 2200;
    private const int MostBytes = 512 * 1024;
}
