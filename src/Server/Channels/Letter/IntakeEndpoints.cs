using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>Intakes of letters as administrators keep them, how they stand, and what could not be taken in.</summary>
public static class IntakeEndpoints
{
    /// <summary>An intake through which nothing came for this long is an alarm.</summary>
    public static readonly TimeSpan AlarmAfter = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder api)
    {
        var intakes = api.MapGroup("/intakes").WithTags("Letters");
        intakes.MapGet("", List).Needs(Permission.ServiceRead);
        intakes.MapGet("/{id:guid}", Show).Needs(Permission.ServiceRead);
        intakes.MapPost("", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        intakes.MapPut("/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
        intakes.MapGet("/alarms", Alarms).Needs(Permission.FloorWatch);
        intakes.MapGet("/server", Server).Needs(Permission.ServiceRead);
        intakes.MapGet("/aside", ListAside).Needs(Permission.ServiceRead);
        intakes.MapDelete("/aside/{letter:guid}", Forget).Needs(Permission.ServiceWrite);
    }

    /// <param name="Standing">Null: this server does not look into it.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record IntakeView(
        IntakeId Id, string Name, string Folder, ServiceId Service, IReadOnlyList<LetterRule> Rules, Texts Sender, EnvelopeWindow Window, bool IsArchived,
        IntakeStanding? Standing, string Version);

    /// <param name="Since">Since when letters come through it, or do not.</param>
    /// <param name="Fault">Why none does. Null: they do.</param>
    public sealed record IntakeStanding(DateTimeOffset Since, IntakeFault? Fault);

    /// <summary>An intake through which nothing came for a while: letters may wait in it that nobody sees.</summary>
    public sealed record IntakeAlarm(IntakeId Intake, string Name, DateTimeOffset Since, IntakeFault Fault);

    /// <param name="Folder">Where the intakes' folders lie on the server. Null: the operator has named none.</param>
    /// <param name="Missing">The Debian packages without which letters are read less well than they could be.</param>
    public sealed record IntakeServer(string? Folder, bool DrawsPages, bool OpensTiff, IReadOnlyList<string> Recognises, IReadOnlyList<string> Missing);

    /// <summary>A letter that could not be taken in; its scan lies where it came from, among what was put aside.</summary>
    public sealed record AsideLetter(LetterId Letter, string Name, IntakeId? Intake, MailboxId? Mailbox, DateTimeOffset At, LetterFault Fault);

    private static async Task<Ok<IReadOnlyList<IntakeView>>> List(HttpContext context, Database db, IntakeStates states, CancellationToken stop)
    {
        var rows = await KeepIntake.Seen(db, context.Viewer()).AsNoTracking().Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<IntakeView>>([.. rows.OrderBy(it => it.Name, StringComparer.Ordinal).Select(it => View(it, states))]);
    }

    private static async Task<Results<Ok<IntakeView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, IntakeStates states, CancellationToken stop) =>
        (await KeepIntake.Seen(db, context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new IntakeId(id), stop))
        .Shown(context, it => View(it, states), it => it.Version, KeepIntake.NoSuchIntake);

    private static async Task<Results<Created<IntakeView>, ProblemHttpResult>> Create(
        KeepIntake.IntakeDraft draft, HttpContext context, KeepIntake keep, IntakeStates states, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new IntakeId(context.NewId()), null, draft, stop))
        .Created(context, it => View(it, states), it => it.Version, it => $"/api/v1/intakes/{it.Id.Value}");

    private static async Task<Results<Ok<IntakeView>, ProblemHttpResult>> Change(
        Guid id, KeepIntake.IntakeDraft draft, HttpContext context, KeepIntake keep, IntakeStates states, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new IntakeId(id), it => context.Differs(it, "intake"), draft, stop))
        .Changed(context, it => View(it, states), it => it.Version);

    private static async Task<Ok<IReadOnlyList<IntakeAlarm>>> Alarms(HttpContext context, Database db, IntakeStates states, TimeProvider clock, CancellationToken stop)
    {
        var before = clock.GetUtcNow() - AlarmAfter;
        var rows = await KeepIntake.Seen(db, context.Viewer()).AsNoTracking().Where(it => !it.IsArchived).Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<IntakeAlarm>>([.. rows
            .Select(it => (Intake: it, Standing: states.Of(it.Id)))
            .Where(it => it.Standing is { Fault: not null } bad && bad.Since <= before)
            .Select(it => new IntakeAlarm(it.Intake.Id, it.Intake.Name, it.Standing!.Since, it.Standing.Fault!.Value))]);
    }

    /// <summary>What this server can do with letters, and what is to be installed for the rest.</summary>
    private static async Task<Ok<IntakeServer>> Server(HttpContext context, Database db, ReadingTools tools, LetterOptions options, CancellationToken stop)
    {
        var key = await db.Centres.VisibleTo(context.Viewer()).Select(it => it.Key).SingleAsync(stop);
        var found = await tools.Look(stop);
        return TypedResults.Ok(new IntakeServer(options.FolderOf(key), found.DrawsPages, found.OpensTiff, found.Recognises, found.Missing));
    }

    private static async Task<Ok<IReadOnlyList<AsideLetter>>> ListAside(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Letters.VisibleTo(context.Viewer()).AsNoTracking().Where(it => it.State == LetterState.Aside).OrderByDescending(it => it.At).Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<AsideLetter>>([.. rows.Select(it => new AsideLetter(it.Id, it.Name ?? "", it.Intake, it.Mailbox, it.At, it.Fault ?? LetterFault.Broken))]);
    }

    /// <summary>Somebody has seen to it: it is said no more.</summary>
    private static async Task<NoContent> Forget(Guid letter, HttpContext context, Database db, CancellationToken stop)
    {
        await db.Letters.VisibleTo(context.Viewer()).Where(it => it.Id == new LetterId(letter) && it.State == LetterState.Aside).ExecuteDeleteAsync(stop);
        return TypedResults.NoContent();
    }

    private static IntakeView View(Intake it, IntakeStates states) =>
        new(it.Id, it.Name, it.Folder, it.Service, it.Rules, it.Sender, it.Window, it.IsArchived, it.IsArchived ? null : states.Of(it.Id), Versions.ETagOf(it.Version));
}
