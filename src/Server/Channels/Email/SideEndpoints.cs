using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Email;

/// <summary>What becomes of a contact besides its own conversation: questions to people outside, and a second contact.</summary>
public static class SideEndpoints
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk/contacts/{contact:guid}").Needs(Permission.ContactHandle).WithTags("Mails");
        desk.MapPost("/sides", Ask).AcceptsUpTo(MostBytes);
        desk.MapPost("/messages/{message:guid}/split", Split);
    }

    /// <param name="Service">Where the second contact waits.</param>
    public sealed record SplitRequest(Guid Service);

    /// <param name="Key">Chosen by the screen: the same mail sent again is the same mail.</param>
    /// <param name="Side">The side conversation that it goes on in. Null: a new one.</param>
    /// <param name="Html">As of an answer: what formatting is not allowed is left out, and the plain text is made of it. Null: no formatting.</param>
    /// <param name="Subject">Null: as in the side conversation.</param>
    public sealed record QuestionRequest(
        [property: MaxLength(Limits.Key)] string Key, IReadOnlyList<string> To, [property: MaxLength(MailDraft.LongestText)] string Text, Guid? Side = null,
        [property: MaxLength(MailDraft.LongestSubject)] string? Subject = null, IReadOnlyList<MailDraft.NamedFile>? Files = null,
        DateTimeOffset? SendAt = null, [property: MaxLength(MailDraft.LongestHtml)] string? Html = null);

    private static async Task<Results<Ok<AskParty.Asked>, ProblemHttpResult>> Ask(Guid contact, QuestionRequest request, HttpContext context, AskParty ask, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(MailEndpoints.NoPerson);

        var draft = new MailDraft(request.To, [], [], request.Subject, request.Text, request.Files ?? [], request.SendAt?.ToUniversalTime(), Html: request.Html);
        var side = request.Side is { } known ? new SideId(known) : (SideId?)null;
        var outcome = await ask.Run(new(viewer.Centre, new ContactId(contact), person, request.Key, side, draft), stop);
        return outcome.Succeeded(out var asked, out var no) ? TypedResults.Ok(asked) : Problem.Of(no);
    }

    /// <summary>Makes a mail another contact as well.</summary>
    private static async Task<Results<Ok<SplitMail.Split>, ProblemHttpResult>> Split(
        Guid contact, Guid message, SplitRequest request, HttpContext context, SplitMail split, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(MailEndpoints.NoPerson);

        var outcome = await split.Run(new(viewer, person, new ContactId(contact), new MessageId(message), new ServiceId(request.Service)), stop);
        return outcome.Succeeded(out var begun, out var no) ? TypedResults.Ok(begun) : Problem.Of(no);
    }
}
