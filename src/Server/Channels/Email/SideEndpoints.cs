using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Email;

/// <summary>Questions to people outside, beside a contact's own conversation.</summary>
public static class SideEndpoints
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/desk/contacts/{contact:guid}").Needs(Permission.ContactHandle).WithTags("Mails").MapPost("/sides", Ask).AcceptsUpTo(MostBytes);

    /// <param name="Key">Chosen by the screen: the same mail sent again is the same mail.</param>
    /// <param name="Side">The side conversation that it goes on in. Null: a new one.</param>
    /// <param name="Subject">Null: as in the side conversation.</param>
    public sealed record QuestionRequest(
        [property: MaxLength(Limits.Key)] string Key, IReadOnlyList<string> To, [property: MaxLength(MailDraft.LongestText)] string Text, Guid? Side = null,
        [property: MaxLength(MailDraft.LongestSubject)] string? Subject = null, IReadOnlyList<MailDraft.NamedFile>? Files = null);

    private static async Task<Results<Ok<AskParty.Asked>, ProblemHttpResult>> Ask(Guid contact, QuestionRequest request, HttpContext context, AskParty ask, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(MailEndpoints.NoPerson);

        var draft = new MailDraft(request.To, [], [], request.Subject, request.Text, request.Files ?? []);
        var side = request.Side is { } known ? new SideId(known) : (SideId?)null;
        var outcome = await ask.Run(new(viewer.Centre, new ContactId(contact), person, request.Key, side, draft), stop);
        return outcome.Succeeded(out var asked, out var no) ? TypedResults.Ok(asked) : Problem.Of(no);
    }
}
