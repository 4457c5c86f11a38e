using Isberg.Access;
using Isberg.Api;
using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>What has been written in a contact and not sent: one's own, and what colleagues left behind.</summary>
public static class DraftEndpoints
{
    public static readonly Refusal NoPerson = new("desk.forbidden", "A desk belongs to a person; an API key has none.");

    private const int MostBytes = 1024 * 1024;

    /// <summary>The most drafts of one contact that are shown, the newest first.</summary>
    private const int MostShown = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        var drafts = api.MapGroup("/desk/contacts/{contact:guid}").Needs(Permission.ContactHandle).WithTags("Drafts");
        drafts.MapGet("/drafts", List);
        drafts.MapPut("/draft", Keep).AcceptsUpTo(MostBytes);
        drafts.MapDelete("/drafts/{person:guid}", Delete);
    }

    /// <param name="Person">Who wrote it.</param>
    public sealed record DraftView(PersonId Person, string? PersonName, DateTimeOffset At, DraftContent Content, Guid Version);

    /// <param name="Seen">The version that the screen goes on from; null: it begins one.</param>
    public sealed record DraftRequest(DraftContent Content, Guid? Seen = null);

    private static async Task<Results<Ok<IReadOnlyList<DraftView>>, ProblemHttpResult>> List(
        Guid contact, HttpContext context, Database db, PeopleNames names, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == new ContactId(contact), stop)) return Problem.Of(ContactReading.NoSuchContact);

        var rows = await db.Drafts.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == new ContactId(contact)).OrderByDescending(it => it.At).Take(MostShown).ToListAsync(stop);
        var called = await names.Of(viewer.Centre, rows.Select(it => (PersonId?)it.Person), stop);
        return TypedResults.Ok<IReadOnlyList<DraftView>>([.. rows.Select(it => new DraftView(it.Person, called.GetValueOrDefault(it.Person), it.At, it.Content, it.Version))]);
    }

    private static async Task<Results<Ok<KeepDraft.Kept>, ProblemHttpResult>> Keep(
        Guid contact, DraftRequest request, HttpContext context, KeepDraft keep, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);
        var outcome = await keep.Run(new(viewer, person, new ContactId(contact), request.Seen, request.Content), stop);
        return outcome.Succeeded(out var kept, out var refusal) ? TypedResults.Ok(kept) : Problem.Of(refusal);
    }

    /// <summary>Throws a draft away: one's own, or, by whoever handles the contact now, one that was left behind.</summary>
    /// <param name="version">As it was seen: one that its writer has gone on with stays.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid contact, Guid person, Guid version, HttpContext context, Databases databases, CancellationToken stop)
    {
        var viewer = context.Viewer();
        await using var db = databases.CreateDbContext();
        if (await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new ContactId(contact), stop) is not { } row) return Problem.Of(ContactReading.NoSuchContact);
        if (viewer.Person is not { } mine) return Problem.Of(NoPerson);
        if (mine.Value != person && row.Person != mine) return Problem.Of(WriteMessage.NotYours);

        await DraftRow.Delete(databases, row.Id, new PersonId(person), version, stop);
        return TypedResults.NoContent();
    }
}
