using System.Net.ServerSentEvents;
using System.Text.Json;
using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>The ledger as auditors read it, page by page or as it grows, and what has been set aside.</summary>
public static class LedgerEndpoints
{
    public const int MostOnPage = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/ledger", Read).Needs(Permission.LedgerReadAll);
        api.MapGet("/ledger/stream", Stream).Needs(Permission.LedgerReadAll);
        api.MapGet("/set-aside", ReadSetAside).Needs(Permission.LedgerReadAll);
    }

    /// <summary>One event. What it says of people are ids; names and texts lie elsewhere and can be erased.</summary>
    /// <param name="Sequence">From 1, without gaps.</param>
    public sealed record LedgerEntry(
        long Sequence, DateTimeOffset At, string Kind, int Version, ContactId? Contact, PersonId? Person, JsonElement Body);

    /// <param name="Next">Send it as the parameter "after" to get the next page; null at the end.</param>
    public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Items, long? Next);

    /// <summary>What the floor could not decide, or a request that failed by our fault.</summary>
    public sealed record SetAsideView(Guid Id, DateTimeOffset At, string Kind, string Body, string Error);

    private static async Task<Results<Ok<LedgerPage>, ProblemHttpResult>> Read(
        HttpContext context, ReadLedger read, CancellationToken stop,
        Guid? contact = null, Guid? person = null, DateTimeOffset? from = null, DateTimeOffset? until = null, long after = 0, int limit = 100)
    {
        var question = new ReadLedger.Question(
            contact is { } c ? new ContactId(c) : null, person is { } p ? new PersonId(p) : null, from, until, after, Math.Clamp(limit, 1, MostOnPage));
        var outcome = await read.Run(context.Viewer(), question, stop);
        if (!outcome.Succeeded(out var rows, out var refusal)) return Problem.Of(refusal);

        return TypedResults.Ok(new LedgerPage([.. rows.Select(Entry)], rows.Count == question.Limit ? rows[^1].Sequence : null));
    }

    private static Results<ServerSentEventsResult<LedgerEntry>, ProblemHttpResult> Stream(
        HttpContext context, LedgerStreams streams, CancellationToken stop, long after = 0, [FromHeader(Name = "Last-Event-ID")] long? last = null)
    {
        var outcome = streams.Open(context.Viewer(), last ?? after, stop);
        return outcome.Succeeded(out var growing, out var refusal) ? TypedResults.ServerSentEvents(Items(growing.Rows)) : Problem.Of(refusal);
    }

    private static async Task<Ok<IReadOnlyList<SetAsideView>>> ReadSetAside(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.SetAside.VisibleTo(context.Viewer()).OrderByDescending(it => it.At).Take(MostOnPage).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<SetAsideView>>([.. rows.Select(it => new SetAsideView(it.Id, it.At, it.Kind, it.Body, it.Error))]);
    }

    private static async IAsyncEnumerable<SseItem<LedgerEntry>> Items(IAsyncEnumerable<LedgerRow> rows)
    {
        await foreach (var row in rows) yield return new SseItem<LedgerEntry>(Entry(row), "event") { EventId = row.Sequence.ToString() };
    }

    private static LedgerEntry Entry(LedgerRow row) =>
        new(row.Sequence, row.At, row.Kind, row.Version, row.Contact, row.Person, JsonElement.Parse(row.Body));
}
