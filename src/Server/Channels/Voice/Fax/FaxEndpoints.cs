using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Answers by fax, written at the desk.</summary>
public static class FaxEndpoints
{
    public static readonly Refusal NoPerson = new("desk.forbidden", "A desk belongs to a person; an API key has none.");

    private const int MostBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/desk/contacts/{contact:guid}/faxes", Write).Needs(Permission.ContactHandle).AcceptsUpTo(MostBytes).WithTags("Letters");

    /// <param name="Key">Chosen by the screen: the same fax sent again is the same fax.</param>
    /// <param name="To">The number that it goes to.</param>
    /// <param name="Text">Plain text, never markup.</param>
    public sealed record FaxRequest([property: MaxLength(Limits.Key)] string Key, [property: MaxLength(100)] string To, [property: MaxLength(WriteFax.LongestText)] string Text);

    public sealed record FaxWritten(LetterId Letter);

    private static async Task<Results<Ok<FaxWritten>, ProblemHttpResult>> Write(Guid contact, FaxRequest request, HttpContext context, WriteFax write, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);

        var outcome = await write.Run(new(viewer.Centre, new ContactId(contact), person, request.Key, request.To, request.Text), stop);
        return outcome.Succeeded(out var letter, out var no) ? TypedResults.Ok(new FaxWritten(letter)) : Problem.Of(no);
    }
}
