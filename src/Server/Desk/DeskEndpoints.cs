using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Desk;

/// <summary>What a person does at his own desk.</summary>
public static class DeskEndpoints
{
    public static readonly Refusal NoPerson = new("desk.forbidden", "A desk belongs to a person; an API key has none.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk").Needs(Permission.ContactHandle);
        desk.MapGet("", Show);
        desk.MapGet("/setup", Setup);
        desk.MapPost("/presence", ChoosePresence);
        desk.MapPost("/offers/{contact:guid}/accept", Accept);
        desk.MapPost("/offers/{contact:guid}/decline", Decline);
        desk.MapGet("/contacts/{contact:guid}/targets", Targets);
        desk.MapPost("/contacts/{contact:guid}/hold", Hold);
        desk.MapPost("/contacts/{contact:guid}/resume", Resume);
        desk.MapPost("/contacts/{contact:guid}/end", End);
        desk.MapPost("/contacts/{contact:guid}/transfer", Transfer);
        desk.MapPost("/contacts/{contact:guid}/merge", Merge);
        desk.MapPost("/contacts/{contact:guid}/wrap-up", WrapUp);
        desk.MapPost("/contacts/{contact:guid}/messages", Write);
        desk.MapPost("/contacts/{contact:guid}/files", SendFile).AcceptsUpTo(FileStore.LargestBytes).Accepts<Stream>("application/octet-stream");
    }

    public sealed record PresenceRequest(Presence Presence, PresenceReasonId? Reason = null);

    /// <param name="Offer">The offer's number, as the desk shows it.</param>
    public sealed record OfferRequest(int Offer);

    /// <param name="Service">The queue to send it to. Null with a person: he answers it in its own service.</param>
    /// <param name="IsWrongPlace">It should never have come here.</param>
    /// <param name="Note">To whoever takes it; the citizen does not see it.</param>
    public sealed record TransferRequest(ServiceId? Service, PersonId? Person, bool IsWrongPlace, [property: MaxLength(MessageText.Longest)] string? Note);

    /// <param name="Into">The contact that goes on; the one in the address ends.</param>
    /// <param name="Confirmed">Whoever merges knows that the two have different customers.</param>
    public sealed record MergeRequest(Guid Into, bool Confirmed = false);

    public sealed record WrapUpRequest([property: MaxLength(FinishWrapUp.MostReasons)] IReadOnlyList<ReasonId> Reasons, [property: MaxLength(MessageText.Longest)] string? Note);

    /// <param name="Key">Chosen by the screen: the same message sent again is the same message.</param>
    /// <param name="IsInternal">A note among the staff, which the citizen does not see.</param>
    public sealed record MessageRequest(
        [property: MaxLength(100)] string Key, [property: MaxLength(MessageText.Longest)] string Text, bool IsInternal = false);

    private static Task<Results<Ok<DeskView>, ProblemHttpResult>> Show(HttpContext context, DeskStream stream, CancellationToken stop) =>
        ForPerson(context, async (viewer, person) => TypedResults.Ok(await stream.View(viewer.Centre, person, stop)));

    private static Task<Ok<DeskSetup>> Setup(HttpContext context, DeskReading reading, CancellationToken stop) => reading.Setup(context.Viewer(), stop);

    private static async Task<Ok<DeskTargets>> Targets(Guid contact, HttpContext context, DeskReading reading, CancellationToken stop) =>
        TypedResults.Ok(await reading.Targets(context.Viewer(), new ContactId(contact), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> ChoosePresence(
        PresenceRequest request, HttpContext context, ChoosePresence choose, CancellationToken stop) =>
        Do(context, (viewer, person) => choose.Run(new(viewer.Centre, person, request.Presence, request.Reason), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> Accept(
        Guid contact, OfferRequest request, HttpContext context, AcceptOffer accept, CancellationToken stop) =>
        Do(context, (viewer, person) => accept.Run(new(viewer.Centre, new ContactId(contact), person, request.Offer), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> Decline(
        Guid contact, OfferRequest request, HttpContext context, DeclineOffer decline, CancellationToken stop) =>
        Do(context, (viewer, person) => decline.Run(new(viewer.Centre, new ContactId(contact), person, request.Offer), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> Hold(Guid contact, HttpContext context, HoldContact hold, CancellationToken stop) =>
        Do(context, (viewer, person) => hold.Run(new(viewer.Centre, new ContactId(contact), person, IsHeld: true), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> Resume(Guid contact, HttpContext context, HoldContact hold, CancellationToken stop) =>
        Do(context, (viewer, person) => hold.Run(new(viewer.Centre, new ContactId(contact), person, IsHeld: false), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> End(Guid contact, HttpContext context, EndConversation end, CancellationToken stop) =>
        Do(context, (viewer, person) => end.Run(new(viewer.Centre, new ContactId(contact), person), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> Transfer(
        Guid contact, TransferRequest request, HttpContext context, TransferContact transfer, CancellationToken stop) =>
        Do(context, (viewer, person) => transfer.Run(
            new(viewer, new ContactId(contact), person, request.Service, request.Person, request.IsWrongPlace, request.Note), stop));

    /// <summary>Makes a contact part of another one, for good.</summary>
    private static Task<Results<NoContent, ProblemHttpResult>> Merge(
        Guid contact, MergeRequest request, HttpContext context, MergeContact merge, CancellationToken stop) =>
        Do(context, (viewer, person) => merge.Run(new(viewer, person, new ContactId(contact), new ContactId(request.Into), request.Confirmed), stop));

    private static Task<Results<NoContent, ProblemHttpResult>> WrapUp(
        Guid contact, WrapUpRequest request, HttpContext context, FinishWrapUp finish, CancellationToken stop) =>
        Do(context, (viewer, person) => finish.Run(new(viewer, new ContactId(contact), person, request.Reasons, request.Note), stop));

    private static async Task<Results<Ok<WriteMessage.Written>, ProblemHttpResult>> Write(
        Guid contact, MessageRequest request, HttpContext context, WriteMessage write, ContactReading reading, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);
        if (request.IsInternal && !await reading.IsVisible(viewer, new ContactId(contact), stop)) return Problem.Of(WriteMessage.NoSuchContact);

        var author = request.IsInternal ? Author.Internal : Author.Staff;
        var outcome = await write.Run(new(viewer.Centre, new ContactId(contact), author, person, request.Key, request.Text), stop);
        return outcome.Succeeded(out var written, out var refusal) ? TypedResults.Ok(written) : Problem.Of(refusal);
    }

    /// <summary>The body is the file; what it is, is seen from what is in it.</summary>
    /// <param name="name">What the citizen sees it called.</param>
    /// <param name="key">Chosen by the screen: the same file sent again is the same message.</param>
    private static async Task<Results<Ok<WriteMessage.Written>, ProblemHttpResult>> SendFile(
        Guid contact, [MaxLength(Limits.Name)] string name, [MaxLength(Limits.Key)] string key, HttpContext context, WriteMessage write, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);
        if (context.Request.ContentLength > FileStore.LargestBytes) return Problem.Of(FileStore.TooLarge);

        var outcome = await write.SendFile(new(viewer.Centre, new ContactId(contact), Author.Staff, person, key, ""), name, context.Request.Body, stop);
        return outcome.Succeeded(out var written, out var refusal) ? TypedResults.Ok(written) : Problem.Of(refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Do(HttpContext context, Func<Viewer, PersonId, Task<Refusal?>> act)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);
        return await act(viewer, person) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<T>, ProblemHttpResult>> ForPerson<T>(HttpContext context, Func<Viewer, PersonId, Task<Ok<T>>> answer)
    {
        var viewer = context.Viewer();
        return viewer.Person is { } person ? await answer(viewer, person) : Problem.Of(NoPerson);
    }
}
