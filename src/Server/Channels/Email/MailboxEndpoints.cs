using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Mailboxes as administrators keep them, and how they stand.</summary>
public static class MailboxEndpoints
{
    /// <summary>A mailbox that could not be read for this long is an alarm.</summary>
    public static readonly TimeSpan AlarmAfter = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder api)
    {
        var mailboxes = api.MapGroup("/mailboxes").WithTags("Mailboxes");
        mailboxes.MapGet("", List).Needs(Permission.ServiceRead);
        mailboxes.MapGet("/{id:guid}", Show).Needs(Permission.ServiceRead);
        mailboxes.MapPost("", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        mailboxes.MapPut("/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
        mailboxes.MapPost("/try", Try).Needs(Permission.ServiceWrite);
        mailboxes.MapGet("/alarms", Alarms).Needs(Permission.FloorWatch);
    }

    /// <param name="HasSecret">A password is stored; it is never shown.</param>
    public sealed record ServerView(string Host, int Port, LineSecurity Security, string User, MailSignIn SignIn, bool HasSecret);

    /// <param name="Standing">Null: this server does not read it.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record MailboxView(
        MailboxId Id, string Name, string Address, ServiceId Service, ServerView Incoming, ServerView Outgoing, string Folder, string? TakenFolder, string AsideFolder,
        string? TrustedServer, bool TakesPlusAddresses, Texts Sender, Texts Signature, Texts Receipt, IReadOnlyList<MailRule> Rules, bool IsArchived, bool IsOfScans,
        MailboxStanding? Standing, string Version);

    /// <param name="Since">Since when it can be read, or cannot.</param>
    /// <param name="Fault">Why it cannot be read, or why what is in it cannot be taken in. Null: it can, or it has not been tried yet.</param>
    public sealed record MailboxStanding(bool IsReadable, DateTimeOffset Since, MailboxFault? Fault, string? ServerWords);

    /// <summary>A mailbox that could not be read for a while: mails wait in it that nobody sees.</summary>
    public sealed record MailboxAlarm(MailboxId Mailbox, string Name, DateTimeOffset Since, MailboxFault? Fault);

    /// <param name="Id">A mailbox whose stored password may be used. Null: a new one.</param>
    public sealed record MailboxTrialRequest(MailboxId? Id, KeepMailbox.MailboxDraft Draft);

    private static async Task<Ok<IReadOnlyList<MailboxView>>> List(HttpContext context, Database db, MailboxStates states, CancellationToken stop)
    {
        var rows = await KeepMailbox.Seen(db, context.Viewer()).AsNoTracking().Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<MailboxView>>([.. rows.OrderBy(it => it.Name, StringComparer.Ordinal).Select(it => View(it, states))]);
    }

    private static async Task<Results<Ok<MailboxView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, MailboxStates states, CancellationToken stop) =>
        (await KeepMailbox.Seen(db, context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new MailboxId(id), stop))
        .Shown(context, it => View(it, states), it => it.Version, KeepMailbox.NoSuchMailbox);

    private static async Task<Results<Created<MailboxView>, ProblemHttpResult>> Create(
        KeepMailbox.MailboxDraft draft, HttpContext context, KeepMailbox keep, MailboxStates states, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new MailboxId(context.NewId()), null, draft, stop))
        .Created(context, it => View(it, states), it => it.Version, it => $"/api/v1/mailboxes/{it.Id.Value}");

    private static async Task<Results<Ok<MailboxView>, ProblemHttpResult>> Change(
        Guid id, KeepMailbox.MailboxDraft draft, HttpContext context, KeepMailbox keep, MailboxStates states, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new MailboxId(id), it => context.Differs(it, "mailbox"), draft, stop))
        .Changed(context, it => View(it, states), it => it.Version);

    /// <summary>Connects to both servers with what is typed, and says what is wrong; nothing is stored, read or sent.</summary>
    private static async Task<Results<Ok<TryMailbox.MailboxTrial>, ProblemHttpResult>> Try(
        MailboxTrialRequest request, HttpContext context, KeepMailbox keep, TryMailbox attempt, CancellationToken stop) =>
        (await keep.Imagine(context.Viewer(), request.Id, request.Draft, stop)).Succeeded(out var mailbox, out var no)
            ? TypedResults.Ok(await attempt.Run(mailbox, stop)) : Problem.Of(no);

    private static async Task<Ok<IReadOnlyList<MailboxAlarm>>> Alarms(HttpContext context, Database db, MailboxStates states, TimeProvider clock, CancellationToken stop)
    {
        var before = clock.GetUtcNow() - AlarmAfter;
        var rows = await KeepMailbox.Seen(db, context.Viewer()).AsNoTracking().Where(it => !it.IsArchived).Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<MailboxAlarm>>([.. rows
            .Select(it => (Mailbox: it, Standing: states.Of(it.Id)))
            .Where(it => it.Standing is { IsReadable: false } bad && bad.Since <= before)
            .Select(it => new MailboxAlarm(it.Mailbox.Id, it.Mailbox.Name, it.Standing!.Since, it.Standing.Fault))]);
    }

    private static MailboxView View(Mailbox it, MailboxStates states) => new(
        it.Id, it.Name, it.Address, it.Service, View(it.Incoming), View(it.Outgoing), it.Folder, it.TakenFolder, it.AsideFolder, it.TrustedServer,
        it.TakesPlusAddresses, it.Sender, it.Signature, it.Receipt, it.Rules, it.IsArchived, it.IsOfScans, it.IsArchived ? null : states.Of(it.Id), Versions.ETagOf(it.Version));

    private static ServerView View(MailServer it) => new(it.Host, it.Port, it.Security, it.User, it.SignIn, it.Secret is not null);
}

/// <summary>How the mailboxes stand that this server reads.</summary>
public sealed class MailboxStates
{
    private readonly MailboxWatch watch;

    internal MailboxStates(MailboxWatch watch) => this.watch = watch;

    public MailboxEndpoints.MailboxStanding? Of(MailboxId mailbox) => watch.StateOf(mailbox);
}
