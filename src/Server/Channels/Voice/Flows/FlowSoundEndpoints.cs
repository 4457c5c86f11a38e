using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What is recorded for flows: uploaded, and listened to.</summary>
public static class FlowSoundEndpoints
{
    public static readonly Refusal Unknown = new("flow.sound.unknown", "There is no such recording.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var sounds = api.MapGroup("/flows/{id:guid}/sounds").WithTags("Telephony");
        sounds.MapPost("", Upload).Needs(Permission.ServiceWrite).AcceptsUpTo(KeepFlowSound.MostBytes).Accepts<Stream>("application/octet-stream");
        sounds.MapGet("/{sound:guid}", Listen).Needs(Permission.ServiceRead);
    }

    /// <summary>Takes in a WAV file (16 bit, at most a minute), which the body is. Name it in a step of the draft; what no draft names is forgotten after a day.</summary>
    private static async Task<Results<Ok<KeepFlowSound.UploadedSound>, ProblemHttpResult>> Upload(Guid id, HttpContext context, KeepFlowSound keep, CancellationToken stop)
    {
        if (context.Request.ContentLength > KeepFlowSound.MostBytes) return Problem.Of(KeepFlowSound.TooLong);

        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, stop);
        return (await keep.Run(context.Viewer(), new FlowId(id), file.ToArray(), stop)).Succeeded(out var made, out var refusal) ? TypedResults.Ok(made) : Problem.Of(refusal);
    }

    /// <summary>A WAV file, as callers hear it; also in parts (Range).</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Listen(Guid id, Guid sound, HttpContext context, Database db, CancellationToken stop)
    {
        var isSeen = await KeepFlow.Seen(db, context.Viewer()).AnyAsync(it => it.Id == new FlowId(id), stop);
        var found = isSeen ? await db.FlowSounds.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == sound && it.Flow == new FlowId(id), stop) : null;
        if (found is null) return Problem.Of(Unknown);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.Bytes(found.Sound, "audio/wav", enableRangeProcessing: true);
    }
}
