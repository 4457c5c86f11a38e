using System.Text;
using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Reporting;

/// <summary>Figures, live and of the past, and the contacts behind each.</summary>
public static class FigureEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/figures", Show).Needs(Permission.FiguresRead);
        api.MapGet("/figures/own", ShowOwn).Needs(Permission.ContactHandle);
        api.MapGet("/figures/choices", ShowChoices).Needs(Permission.FiguresRead);
        api.MapGet("/figures/contacts", ShowContacts).Needs(Permission.FiguresRead);
        api.MapGet("/figures/sound", ShowSound).Needs(Permission.FiguresRead);
        api.MapGet("/figures/recordings", ShowRecordings).Needs(Permission.FiguresRead);
        api.MapGet("/figures.csv", Export).Needs(Permission.FiguresRead);
    }

    private static async Task<Results<Ok<FiguresView>, ProblemHttpResult>> Show(
        [AsParameters] FigureParameters asked, HttpContext context, Database db, ReadFigures read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!FigureQuestion.Of(asked, await ZoneOf(db, viewer, stop), viewer).Succeeded(out var question, out var refusal)) return Problem.Of(refusal);
        return (await read.Run(question, viewer, stop)).Succeeded(out var figures, out refusal) ? TypedResults.Ok(figures) : Problem.Of(refusal);
    }

    /// <summary>How many calls were recorded, by service; the reasons, the weekday and the hour are not asked for here.</summary>
    private static async Task<Results<Ok<RecordingFigures>, ProblemHttpResult>> ShowRecordings(
        [AsParameters] FigureParameters asked, HttpContext context, Database db, ReadRecordingFigures read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!FigureQuestion.Of(asked, await ZoneOf(db, viewer, stop), viewer).Succeeded(out var question, out var refusal)) return Problem.Of(refusal);
        return TypedResults.Ok(await read.Run(question, viewer, stop));
    }

    /// <summary>The caller's own figures of today, in the centre's zone; nobody else's.</summary>
    private static async Task<Results<Ok<FigureRow>, ProblemHttpResult>> ShowOwn(
        HttpContext context, Database db, ReadFigures read, TimeProvider clock, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(FigureQuestion.NoPerson);

        var question = FigureQuestion.OwnDay(person, clock.GetUtcNow(), await ZoneOf(db, viewer, stop));
        return (await read.Run(question, viewer, stop)).Succeeded(out var figures, out var refusal) ? TypedResults.Ok(figures.Total) : Problem.Of(refusal);
    }

    private static async Task<Ok<FigureChoices>> ShowChoices(HttpContext context, Database db, CancellationToken stop) =>
        TypedResults.Ok(await FigureChoices.Load(db, context.Viewer(), stop));

    /// <param name="count">A name under "counts" of a row of figures: abandoned, answeredLate, …</param>
    /// <param name="after">The "next" of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    private static async Task<Results<Ok<Page<FigureContact>>, ProblemHttpResult>> ShowContacts(
        [AsParameters] FigureParameters asked, string? count, string? after, int? limit,
        HttpContext context, Database db, ReadFigureContacts read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!FigureQuestion.Of(asked, await ZoneOf(db, viewer, stop), viewer).Succeeded(out var question, out var refusal)) return Problem.Of(refusal);
        return (await read.Run(question, count, after, limit, viewer, stop)).Succeeded(out var contacts, out refusal) ? TypedResults.Ok(contacts) : Problem.Of(refusal);
    }

    /// <summary>How calls have sounded, by service, person, day or month.</summary>
    private static async Task<Results<Ok<SoundFiguresView>, ProblemHttpResult>> ShowSound(
        [AsParameters] FigureParameters asked, HttpContext context, Database db, ReadSoundFigures read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!FigureQuestion.Of(asked, await ZoneOf(db, viewer, stop), viewer).Succeeded(out var question, out var refusal)) return Problem.Of(refusal);
        return (await read.Run(question, viewer, stop)).Succeeded(out var figures, out refusal) ? TypedResults.Ok(figures) : Problem.Of(refusal);
    }

    /// <param name="language">sv and fi: semicolons and decimal commas; en: commas and decimal points.</param>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Export(
        [AsParameters] FigureParameters asked, string? language, HttpContext context, Database db, ReadFigures read, CancellationToken stop)
    {
        var viewer = context.Viewer();
        var zone = await ZoneOf(db, viewer, stop);
        if (!FigureQuestion.Of(asked, zone, viewer).Succeeded(out var question, out var refusal)) return Problem.Of(refusal);
        if (!(await read.Run(question, viewer, stop)).Succeeded(out var figures, out refusal)) return Problem.Of(refusal);

        var wanted = language is "fi" or "en" ? language : "sv";
        var text = FigureCsv.Write(figures, await FigureNames.Load(db, viewer, wanted, stop), zone, wanted);
        byte[] withMark = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
        return TypedResults.File(withMark, "text/csv; charset=utf-8", $"isberg-{figures.From:yyyyMMdd}-{figures.To:yyyyMMdd}.csv");
    }

    private static async Task<TimeZoneInfo> ZoneOf(Database db, Viewer viewer, CancellationToken stop) =>
        TimeZoneInfo.FindSystemTimeZoneById(await db.Centres.VisibleTo(viewer).Select(it => it.TimeZone).SingleAsync(stop));
}
