using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>The staff's way to the words that a caller has left.</summary>
public static class VoiceMessageEndpoints
{
    public static readonly Refusal Unknown = new("voice_message.unknown", "There is no voice message, or it has been erased.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var message = api.MapGroup("/contacts/{contact:guid}/voice-message");
        message.MapGet("", Show).Needs(Permission.ContactRead);
        message.MapGet("/sound", Sound).Needs(Permission.ContactRead);
    }

    /// <param name="At">When he began to speak.</param>
    public sealed record VoiceMessageView(ContactId Contact, DateTimeOffset At, double Seconds);

    private static async Task<Results<Ok<VoiceMessageView>, ProblemHttpResult>> Show(Guid contact, HttpContext context, Database db, CancellationToken stop) =>
        await Find(context.Viewer(), new ContactId(contact), db, stop) is { } found
            ? TypedResults.Ok(new VoiceMessageView(new ContactId(contact), found.StartedAt, found.Length.TotalSeconds)) : Problem.Of(Unknown);

    /// <summary>A WAV file; also in parts (Range).</summary>
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Sound(
        Guid contact, HttpContext context, Database db, KeepVoiceMessage messages, CancellationToken stop)
    {
        if (await Find(context.Viewer(), new ContactId(contact), db, stop) is not { } found || messages.Open(found) is not { } sound) return Problem.Of(Unknown);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(sound, "audio/wav", enableRangeProcessing: true);
    }

    private static async Task<VoiceMessageRow?> Find(Viewer viewer, ContactId contact, Database db, CancellationToken stop) =>
        await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)
            ? await db.VoiceMessages.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact && it.Key != null, stop) : null;
}
