using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Contacts;

/// <summary>Who is to be called back.</summary>
public static class CallbackEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var callbacks = api.MapGroup("/callbacks").Needs(Permission.ContactRead).WithTags("Telephony");
        callbacks.MapGet("", List);
        callbacks.MapGet("/count", Count);
    }

    /// <param name="Open">So many are to be called back.</param>
    public sealed record CallbackCount(int Open);

    /// <param name="service">Only of this service.</param>
    /// <param name="after">The "next" of the page before.</param>
    private static async Task<Results<Ok<Page<CallbackView>>, ProblemHttpResult>> List(
        HttpContext context, Pages pages, CallbackReading reading, CancellationToken stop, Guid? service = null, string? after = null, int? size = null)
    {
        var viewer = context.Viewer();
        if (!pages.Open<CallbackReading.Place>(viewer, after).Succeeded(out var place, out var refusal)) return Problem.Of(refusal);

        var most = Pages.Size(size);
        var found = await reading.Open(viewer, service is { } wanted ? new ServiceId(wanted) : null, place, most, stop);
        return TypedResults.Ok(pages.Of(viewer, found, most, it => it, it => CallbackReading.Place.After(found.Take(most), it)));
    }

    private static async Task<Ok<CallbackCount>> Count(HttpContext context, CallbackReading reading, CancellationToken stop) =>
        TypedResults.Ok(new CallbackCount(await reading.Count(context.Viewer(), stop)));
}
