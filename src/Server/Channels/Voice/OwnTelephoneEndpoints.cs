using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Asterisk;
using Isberg.People;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>One's own telephone, at which calls ring instead of at a phone of ours.</summary>
public static class OwnTelephoneEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/phone/own").WithTags("Telephony").Needs(Permission.ContactHandle);
        own.MapGet("", Show);
        own.MapPut("", Ask).AtTheDoor();
        own.MapPost("/code", Confirm).AtTheDoor();
        own.MapPut("/use", Use);
        own.MapDelete("", Forget);
    }

    /// <param name="Number">Null: none was given.</param>
    /// <param name="IsConfirmed">The code that was said there has been entered.</param>
    /// <param name="IsOn">Calls ring there.</param>
    public sealed record OwnTelephoneView(string? Number, bool IsConfirmed, bool IsOn);

    /// <param name="Number">As people write it. It is called at once, and hears a code.</param>
    public sealed record OwnTelephoneDraft([property: MaxLength(40)] string Number);

    public sealed record OwnTelephoneCode([property: MaxLength(20)] string Code);

    public sealed record OwnTelephoneUse(bool IsOn);

    private static async Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Show(HttpContext context, Database db, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(PhoneEndpoints.NoPerson);
        var row = await db.OwnTelephones.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Person == person, stop);
        return TypedResults.Ok(row is null ? new OwnTelephoneView(null, false, false) : View(row));
    }

    private static Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Ask(OwnTelephoneDraft draft, HttpContext context, KeepOwnTelephone keep, Phones phones, CancellationToken stop) =>
        Answer(context, phones, (viewer, person) => keep.Ask(viewer, person, draft.Number, stop), stop);

    private static Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Confirm(OwnTelephoneCode entered, HttpContext context, KeepOwnTelephone keep, Phones phones, CancellationToken stop) =>
        Answer(context, phones, (viewer, person) => keep.Confirm(viewer, person, entered.Code, stop), stop);

    private static Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Use(OwnTelephoneUse wish, HttpContext context, KeepOwnTelephone keep, Phones phones, CancellationToken stop) =>
        Answer(context, phones, (viewer, person) => keep.Use(viewer, person, wish.IsOn, stop), stop);

    private static Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Forget(HttpContext context, KeepOwnTelephone keep, Phones phones, CancellationToken stop) =>
        Answer(context, phones, (viewer, person) => keep.Forget(viewer, person, stop), stop);

    private static async Task<Results<Ok<OwnTelephoneView>, ProblemHttpResult>> Answer(
        HttpContext context, Phones phones, Func<Viewer, PersonId, Task<Outcome<OwnTelephone>>> act, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } person } viewer) return Problem.Of(PhoneEndpoints.NoPerson);
        try
        {
            var outcome = await act(viewer, person);
            await phones.Turn(viewer.Centre, person, stop);
            return outcome.Succeeded(out var kept, out var no) ? TypedResults.Ok(View(kept)) : Problem.Of(no);
        }
        catch (AriException)
        {
            return Problem.Of(PhoneEndpoints.NotConnected);
        }
    }

    private static OwnTelephoneView View(OwnTelephone it) => new(it.Number, it.IsConfirmed, it.IsOn);
}
