using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Contacts;

/// <summary>Looking for contacts, and reading one.</summary>
public static class ContactEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/contacts").Needs(Permission.ContactRead);
        contacts.MapGet("", Search);
        contacts.MapGet("/choices", Choices);
        contacts.MapGet("/{contact:guid}", Show);
        contacts.MapGet("/{contact:guid}/messages", Messages);
        contacts.MapGet("/{contact:guid}/thread", Thread);
        contacts.MapGet("/{contact:guid}/sides", Sides);
    }

    private static async Task<Results<Ok<Page<ContactSummary>>, ProblemHttpResult>> Search(
        [AsParameters] ContactQuery query, HttpContext context, Pages pages, ContactReading reading, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!pages.Open<ContactReading.Place>(viewer, query.After).Succeeded(out var after, out var refusal)) return Problem.Of(refusal);

        var size = Pages.Size(query.Size);
        var found = await reading.Search(viewer, query.Search, after, size, stop);
        return TypedResults.Ok(pages.Of(viewer, found, size, it => it, it => ContactReading.Place.After(found.Take(size), it)));
    }

    private static async Task<Ok<ContactChoices>> Choices(HttpContext context, Database db, CancellationToken stop) =>
        TypedResults.Ok(await ContactChoices.Load(db, context.Viewer(), stop));

    private static async Task<Results<Ok<ContactStory>, ProblemHttpResult>> Show(Guid contact, HttpContext context, ContactReading reading, CancellationToken stop)
    {
        var outcome = await reading.Story(context.Viewer(), new ContactId(contact), stop);
        return outcome.Succeeded(out var story, out var refusal) ? TypedResults.Ok(story) : Problem.Of(refusal);
    }

    private static async Task<Results<Ok<ContactThread>, ProblemHttpResult>> Thread(Guid contact, HttpContext context, ReadThread read, CancellationToken stop)
    {
        var outcome = await read.Run(context.Viewer(), new ContactId(contact), stop);
        return outcome.Succeeded(out var thread, out var refusal) ? TypedResults.Ok(thread) : Problem.Of(refusal);
    }

    private static async Task<Results<Ok<IReadOnlyList<SideView>>, ProblemHttpResult>> Sides(Guid contact, HttpContext context, ContactReading reading, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!await reading.IsVisible(viewer, new ContactId(contact), stop)) return Problem.Of(ContactReading.NoSuchContact);
        return TypedResults.Ok(await reading.Sides(viewer, new ContactId(contact), stop));
    }

    /// <param name="after">The number of the last message that the caller has; none: from the beginning.</param>
    private static async Task<Results<Ok<IReadOnlyList<MessageView>>, ProblemHttpResult>> Messages(
        Guid contact, int? after, HttpContext context, ContactReading reading, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!await reading.IsVisible(viewer, new ContactId(contact), stop)) return Problem.Of(ContactReading.NoSuchContact);
        return TypedResults.Ok(await reading.Messages(viewer, new ContactId(contact), after ?? 0, stop));
    }
}
