using System.ComponentModel.DataAnnotations;
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

/// <summary>Answers by letter: written at the desk, printed and posted by whoever looks after the post.</summary>
public static class OutgoingLetterEndpoints
{
    public static readonly Refusal NoPerson = new("desk.forbidden", "A desk belongs to a person; an API key has none.");
    public static readonly Refusal NoProgram = new("letter.no_printing", "This server cannot put letters together yet. Whoever looks after it must install the package poppler-utils. Each letter can be printed by itself.");
    public static readonly Refusal NothingToPrint = new("letter.nothing_to_print", "There is no letter to be printed.");

    /// <summary>The most letters that are listed, and printed at once: the oldest.</summary>
    public const int Most = 100;

    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/desk/contacts/{contact:guid}/letters", Write).Needs(Permission.ContactHandle).AcceptsUpTo(MostBytes).WithTags("Letters");
        var letters = api.MapGroup("").Needs(Permission.ContactHandle).WithTags("Letters");
        letters.MapPut("/contacts/{contact:guid}/letters/{letter:guid}/state", Settle);
        letters.MapGet("/letters/to-print", List);
        letters.MapGet("/letters/to-print/pdf", Print);
    }

    /// <param name="Key">Chosen by the screen: the same letter sent again is the same letter.</param>
    /// <param name="To">The address, line by line.</param>
    /// <param name="Text">Plain text, never markup.</param>
    public sealed record LetterRequest(
        [property: MaxLength(Limits.Key)] string Key, [property: MaxLength(WriteLetter.LongestAddress)] string To, [property: MaxLength(WriteLetter.LongestText)] string Text);

    public sealed record LetterWritten(LetterId Letter);

    /// <param name="State">ToPrint, Posted or Withdrawn.</param>
    public sealed record LetterStateRequest(LetterState State);

    /// <summary>A letter that waits to be printed and posted.</summary>
    /// <param name="File">The PDF, among the contact's files.</param>
    public sealed record LetterToPrint(LetterId Letter, ContactId Contact, string Reference, Texts ServiceName, string To, DateTimeOffset At, FileReference File);

    private static async Task<Results<Ok<LetterWritten>, ProblemHttpResult>> Write(Guid contact, LetterRequest request, HttpContext context, WriteLetter write, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);

        var outcome = await write.Run(new(viewer.Centre, new ContactId(contact), person, request.Key, request.To, request.Text), stop);
        return outcome.Succeeded(out var letter, out var no) ? TypedResults.Ok(new LetterWritten(letter)) : Problem.Of(no);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Settle(
        Guid contact, Guid letter, LetterStateRequest request, HttpContext context, SettleLetter settle, CancellationToken stop) =>
        await settle.Run(context.Viewer(), new ContactId(contact), new LetterId(letter), request.State, stop) is { } no ? Problem.Of(no) : TypedResults.NoContent();

    private static async Task<Ok<IReadOnlyList<LetterToPrint>>> List(HttpContext context, Database db, CancellationToken stop) =>
        TypedResults.Ok(await Waiting(db, context.Viewer(), stop));

    /// <summary>All letters that wait, in one PDF. Each stays on the list until somebody says that it is posted.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Print(HttpContext context, Database db, FileStore files, DrawLetter draw, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (draw.MissingToUnite is not null) return Problem.Of(NoProgram);

        var waiting = await Waiting(db, viewer, stop);
        if (waiting.Count == 0) return Problem.Of(NothingToPrint);
        if (await draw.Unite([.. waiting.Select(it => (Func<Stream?>)(() => files.Open(viewer.Centre, it.File.Id)))], stop) is not { } pdf) return Problem.Of(WriteLetter.NotMade);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(pdf, "application/pdf", "letters.pdf");
    }

    private static async Task<IReadOnlyList<LetterToPrint>> Waiting(Database db, Viewer viewer, CancellationToken stop)
    {
        var letters = await db.Letters.VisibleTo(viewer).AsNoTracking().Where(it => it.State == LetterState.ToPrint && it.To != null).OrderBy(it => it.At).Take(Most).ToListAsync(stop);
        var contacts = letters.Select(it => it.Contact!.Value).Distinct().ToArray();
        var known = await db.Contacts.VisibleTo(viewer).AsNoTracking().Where(it => contacts.Contains(it.Id)).ToDictionaryAsync(it => it.Id, stop);
        var ids = letters.Select(it => it.Message!.Value).ToArray();
        var messages = await db.Messages.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Files, stop);
        var names = await db.Services.VisibleTo(viewer).AsNoTracking().ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return [.. from it in letters
                   where known.ContainsKey(it.Contact!.Value) && messages.GetValueOrDefault(it.Message!.Value) is [_, ..]
                   let contact = known[it.Contact!.Value]
                   select new LetterToPrint(it.Id, contact.Id, contact.Reference, names.GetValueOrDefault(contact.Service) ?? Texts.Of(), it.To!, it.At, messages[it.Message!.Value][0])];
    }
}
