using System.Globalization;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording.Disguise;

/// <summary>Copies of recordings in which voices are disguised: having them made, hearing them, giving them out.</summary>
internal static class CopyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("").WithTags("Recording");
        all.MapGet("/contacts/{contact:guid}/recording-copies", OfContact).Needs(Permission.RecordingCopyListen);
        all.MapPost("/recordings/{id:guid}/copies", Make).Needs(Permission.RecordingListen);
        all.MapPost("/recording-copies/{id:guid}/listenings", Listen).Needs(Permission.RecordingCopyListen);
        all.MapGet("/recording-copies/{id:guid}/sound", Sound).Needs(Permission.RecordingCopyListen);
        all.MapPost("/recording-copies/{id:guid}/givings", Give).Needs(Permission.RecordingListen);
        all.MapGet("/recording-copies/{id:guid}/file", Given).Needs(Permission.RecordingListen);
        all.MapDelete("/recording-copies/{id:guid}", Destroy).Needs(Permission.RecordingListen);
    }

    /// <summary>The newest first, without those that are gone.</summary>
    private static async Task<Results<Ok<IReadOnlyList<CopyView>>, ProblemHttpResult>> OfContact(Guid contact, HttpContext context, Database db, CancellationToken stop)
    {
        var (viewer, of) = (context.Viewer(), new ContactId(contact));
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == of, stop)) return Problem.Of(ContactReading.NoSuchContact);

        var rows = await db.RecordingCopies.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == of && it.State != CopyState.Destroyed)
            .OrderByDescending(it => it.MadeAt).Take(Limits.List).ToListAsync(stop);
        var people = rows.Select(it => it.By).Distinct().ToArray();
        var names = await db.People.VisibleTo(viewer).Where(it => people.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return TypedResults.Ok<IReadOnlyList<CopyView>>([.. rows.Select(it => CopyView.Of(it, names.GetValueOrDefault(it.By, "")))]);
    }

    /// <summary>It is made a moment later, beside everything else; look for it among the contact's copies.</summary>
    private static async Task<Results<Accepted<CopyMade>, ProblemHttpResult>> Make(
        Guid id, WantCopy.CopyDraft draft, HttpContext context, WantCopy want, CancellationToken stop)
    {
        var outcome = await want.Run(context.Viewer(), new RecordingId(id), draft, stop);
        return outcome.Succeeded(out var copy, out var refusal)
            ? TypedResults.Accepted($"/api/v1/contacts/{copy.Contact.Value}/recording-copies", new CopyMade(copy.Id))
            : Problem.Of(refusal);
    }

    private static async Task<Results<Ok<ListeningView>, ProblemHttpResult>> Listen(
        Guid id, ListeningRequest request, HttpContext context, OpenCopy open, CancellationToken stop)
    {
        var outcome = await open.Run(context.Viewer(), new RecordingCopyId(id), AccessKind.CopyListened, request.Reason, stop);
        return outcome.Succeeded(out var opened, out var refusal) ? TypedResults.Ok(ListeningView.Of(opened.Number, opened.Until, opened.Copy.Shape)) : Problem.Of(refusal);
    }

    /// <summary>The sound as a WAV file, the caller on the left and the staff on the right; also in parts (Range).</summary>
    /// <param name="listening">Of the reason that was given.</param>
    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Sound(
        Guid id, long listening, HttpContext context, OpenCopy open, RecordingVault vault, CancellationToken stop) =>
        Open(id, listening, AccessKind.CopyListened, context, open, vault, stop);

    /// <summary>Somebody is to be given it.</summary>
    private static async Task<Results<Ok<GivingView>, ProblemHttpResult>> Give(Guid id, ListeningRequest request, HttpContext context, OpenCopy open, CancellationToken stop)
    {
        var outcome = await open.Run(context.Viewer(), new RecordingCopyId(id), AccessKind.CopyGiven, request.Reason, stop);
        return outcome.Succeeded(out var opened, out var refusal) ? TypedResults.Ok(new GivingView(opened.Number, opened.Until)) : Problem.Of(refusal);
    }

    /// <summary>The copy as a file to keep.</summary>
    /// <param name="giving">Of the reason that was given.</param>
    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Given(
        Guid id, long giving, HttpContext context, OpenCopy open, RecordingVault vault, CancellationToken stop) =>
        Open(id, giving, AccessKind.CopyGiven, context, open, vault, stop);

    private static async Task<Results<NoContent, ProblemHttpResult>> Destroy(Guid id, HttpContext context, Database db, DestroyCopy destroy, CancellationToken stop)
    {
        var (viewer, of) = (context.Viewer(), new RecordingCopyId(id));
        if (await db.RecordingCopies.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == of, stop) is not { } copy) return Problem.Of(OpenCopy.NoSuchCopy);
        return await destroy.Run(copy, viewer.Person, stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Open(
        Guid id, long number, AccessKind kind, HttpContext context, OpenCopy open, RecordingVault vault, CancellationToken stop)
    {
        var outcome = await open.Again(context.Viewer(), new RecordingCopyId(id), kind, number, stop);
        if (!outcome.Succeeded(out var copy, out var refusal)) return Problem.Of(refusal);
        if (vault.Open(copy) is not { } sound) return Problem.Of(OpenCopy.NoSuchCopy);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        var name = kind == AccessKind.CopyGiven ? string.Create(CultureInfo.InvariantCulture, $"{copy.MadeAt:yyyy-MM-dd}-{copy.Id.Value.ToString("N")[..8]}.wav") : null;
        return TypedResults.Stream(sound, "audio/wav", name, enableRangeProcessing: true);
    }
}
