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

/// <summary>Who has got at recordings: what auditors look through, and what those who were recorded may ask for.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var accesses = api.MapGroup("/recording-accesses").WithTags("Recording").Needs(Permission.RecordingLog);
        accesses.MapGet("", List);
        accesses.MapGet("/check", Check);
    }

    /// <summary>The newest first.</summary>
    /// <param name="contact">Of one contact.</param>
    /// <param name="customer">Of one customer's contacts: what he may ask for.</param>
    /// <param name="person">Of the recordings in which one of the staff is heard.</param>
    /// <param name="by">What one of the staff did.</param>
    private static async Task<Results<Ok<Page<AccessView>>, ProblemHttpResult>> List(
        Guid? contact, Guid? customer, Guid? person, Guid? by, int? size, string? after, HttpContext context, Pages pages, Database db, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!pages.Open<long?>(viewer, after).Succeeded(out var before, out var refusal)) return Problem.Of(refusal);

        var contacts = db.Contacts.VisibleTo(viewer);
        var rows = db.RecordingAccesses.VisibleTo(viewer).AsNoTracking().Where(it => contacts.Any(one => one.Id == it.Contact));
        if (before is { } number) rows = rows.Where(it => it.Number < number);
        if (contact is { } of) rows = rows.Where(it => it.Contact == new ContactId(of));
        if (customer is { } whose) rows = rows.Where(it => contacts.Any(one => one.Id == it.Contact && one.Customer == new CustomerId(whose)));
        if (person is { } heard) rows = rows.Where(it => db.Recordings.VisibleTo(viewer).Any(one => one.Id == it.Recording && one.Person == new PersonId(heard)));
        if (by is { } who) rows = rows.Where(it => it.By == new PersonId(who));
        var found = await rows.OrderByDescending(it => it.Number).Take(Pages.Size(size) + 1).ToListAsync(stop);
        var (ids, people) = (found.Select(it => it.Contact).Distinct().ToArray(), found.Select(it => it.By).Distinct().ToArray());
        var names = await db.People.VisibleTo(viewer).Where(it => people.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        var references = await contacts.Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Reference, stop);
        return TypedResults.Ok(pages.Of(viewer, found, Pages.Size(size), it => View(it, names, references), it => (long?)it.Number));
    }

    private static AccessView View(RecordingAccess it, Dictionary<PersonId, string> names, Dictionary<ContactId, string> references) => new(
        it.Number, it.At, it.Kind, it.By, names.GetValueOrDefault(it.By, ""), it.Recording, it.Contact, references.GetValueOrDefault(it.Contact, ""), it.Reason, it.Hash, it.Copy);

    /// <summary>Goes through the whole log of the centre.</summary>
    private static async Task<Ok<AccessCheck>> Check(HttpContext context, Database db, CancellationToken stop)
    {
        RecordingAccess? last = null;
        await foreach (var line in db.RecordingAccesses.VisibleTo(context.Viewer()).AsNoTracking().OrderBy(it => it.Number).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!line.Follows(last)) return TypedResults.Ok(new AccessCheck(line.Number, false, line.Number));
            last = line;
        }

        return TypedResults.Ok(new AccessCheck(last?.Number ?? 0, true, null));
    }
}
