using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>Recordings of a contact, listening to them, and having one stand still while it goes on.</summary>
internal static class ListeningEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("").WithTags("Recording");
        all.MapGet("/contacts/{contact:guid}/recordings", OfContact).Needs(Permission.ContactRead);
        all.MapPost("/recordings/{id:guid}/listenings", Listen).Needs(Permission.RecordingListen);
        all.MapGet("/recordings/{id:guid}/sound", Sound).Needs(Permission.RecordingListen);
        all.MapPost("/desk/contacts/{contact:guid}/recording/pause", Pause).Needs(Permission.ContactHandle);
        all.MapPost("/desk/contacts/{contact:guid}/recording/resume", Resume).Needs(Permission.ContactHandle);
    }

    private static async Task<Results<Ok<IReadOnlyList<RecordingView>>, ProblemHttpResult>> OfContact(Guid contact, HttpContext context, Database db, CancellationToken stop)
    {
        var (viewer, of) = (context.Viewer(), new ContactId(contact));
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == of, stop)) return Problem.Of(ContactReading.NoSuchContact);

        var rows = await db.Recordings.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == of && it.HasBegun)
            .OrderBy(it => it.Segment).Take(Limits.List).ToListAsync(stop);
        var people = rows.Select(it => it.Person).Distinct().ToArray();
        var names = await db.People.VisibleTo(viewer).Where(it => people.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return TypedResults.Ok<IReadOnlyList<RecordingView>>([.. rows.Select(it => View(it, names.GetValueOrDefault(it.Person, "")))]);
    }

    private static RecordingView View(RecordingRow it, string name) => new(
        it.Id, it.Contact, it.Segment, it.Service, it.Person, name, it.State, it.StartedAt, it.Length.TotalSeconds,
        [.. it.Marks.Select(mark => new MarkView(mark.At.TotalSeconds, mark.Kind))], it.Until);

    private static async Task<Results<Ok<ListeningView>, ProblemHttpResult>> Listen(
        Guid id, ListeningRequest request, HttpContext context, ListenToRecording listen, CancellationToken stop)
    {
        var outcome = await listen.Run(context.Viewer(), new RecordingId(id), request.Reason, stop);
        return outcome.Succeeded(out var listening, out var refusal) ? TypedResults.Ok(ListeningView.Of(listening.Number, listening.Until, listening.Recording.Shape)) : Problem.Of(refusal);
    }

    /// <summary>The sound as a WAV file, the caller on the left and the staff on the right; also in parts (Range).</summary>
    /// <param name="listening">Of the reason that was given.</param>
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Sound(
        Guid id, long listening, HttpContext context, ListenToRecording listen, RecordingVault vault, CancellationToken stop)
    {
        var outcome = await listen.Again(context.Viewer(), new RecordingId(id), listening, stop);
        if (!outcome.Succeeded(out var row, out var refusal)) return Problem.Of(refusal);
        if (vault.Open(row) is not { } sound) return Problem.Of(ListenToRecording.NoSuchRecording);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(sound, "audio/wav", enableRangeProcessing: true);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Pause(Guid contact, HttpContext context, PauseRecording pause, CancellationToken stop) =>
        Set(contact, isPaused: true, context, pause, stop);

    private static Task<Results<NoContent, ProblemHttpResult>> Resume(Guid contact, HttpContext context, PauseRecording pause, CancellationToken stop) =>
        Set(contact, isPaused: false, context, pause, stop);

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(Guid contact, bool isPaused, HttpContext context, PauseRecording pause, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(PauseRecording.NotRecorded);
        return await pause.Run(new(viewer.Centre, new ContactId(contact), person, isPaused), stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }
}
