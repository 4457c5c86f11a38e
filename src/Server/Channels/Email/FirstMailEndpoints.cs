using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Mails that begin a contact.</summary>
public static class FirstMailEndpoints
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk").Needs(Permission.ContactHandle).WithTags("Mails");
        desk.MapGet("/mails/services", Choices);
        desk.MapPost("/mails", Write).AcceptsUpTo(MostBytes);
        desk.MapPost("/attachments", Attach).AcceptsUpTo(FileStore.LargestBytes).Accepts<Stream>("application/octet-stream");
    }

    /// <param name="From">The address that the recipient sees.</param>
    public sealed record MailService(ServiceId Service, Texts Name, string From);

    /// <param name="Key">Chosen by the screen: the same mail sent again is the same contact.</param>
    /// <param name="Html">As of an answer: what formatting is not allowed is left out, and the plain text is made of it. Null: no formatting.</param>
    /// <param name="Customer">Whose contact it is. Null: he is recognised by the first address.</param>
    public sealed record FirstMailRequest(
        [property: MaxLength(Limits.Key)] string Key, Guid Service, IReadOnlyList<string> To, [property: MaxLength(MailDraft.LongestSubject)] string Subject,
        [property: MaxLength(MailDraft.LongestText)] string Text, Guid? Customer = null, IReadOnlyList<string>? Cc = null, IReadOnlyList<string>? Bcc = null,
        IReadOnlyList<MailDraft.NamedFile>? Files = null, DateTimeOffset? SendAt = null,
        [property: MaxLength(MailDraft.LongestHtml)] string? Html = null);

    /// <summary>The services that one answers mails of, and that a mailbox sends for.</summary>
    private static async Task<Results<Ok<IReadOnlyList<MailService>>, ProblemHttpResult>> Choices(HttpContext context, Database db, LiveCentres centres, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(MailEndpoints.NoPerson);

        var own = await centres.Of(viewer.Centre).Inbox.Ask(state => state.Floor.ServicesOf(person, Channel.Email), stop);
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().Where(it => own.Contains(it.Id) && !it.IsArchived).OrderBy(it => it.Key).ToListAsync(stop);
        var mailboxes = await SendingMailbox.InUse(db, viewer.Centre, stop);
        var found = services.Select(it => (Service: it, Mailbox: SendingMailbox.Of(mailboxes, it.Id))).Where(it => it.Mailbox is not null);
        return TypedResults.Ok<IReadOnlyList<MailService>>([.. found.Select(it => new MailService(it.Service.Id, it.Service.Name, it.Mailbox!.Address))]);
    }

    private static async Task<Results<Ok<BeginByMail.Begun>, ProblemHttpResult>> Write(FirstMailRequest request, HttpContext context, BeginByMail begin, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(MailEndpoints.NoPerson);

        var draft = new MailDraft(request.To, request.Cc ?? [], request.Bcc ?? [], request.Subject, request.Text, request.Files ?? [], request.SendAt?.ToUniversalTime(), Html: request.Html);
        var customer = request.Customer is { } known ? new CustomerId(known) : (CustomerId?)null;
        var outcome = await begin.Run(new(viewer, person, request.Key, new ServiceId(request.Service), customer, draft), stop);
        return outcome.Succeeded(out var begun, out var no) ? TypedResults.Ok(begun) : Problem.Of(no);
    }

    /// <summary>Takes a file in that is to go with a mail of no contact yet. The body is the file; what it is, is seen from what is in it.</summary>
    private static async Task<Results<Ok<FileReference>, ProblemHttpResult>> Attach([MaxLength(Limits.Name)] string name, HttpContext context, FileStore files, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is null) return Problem.Of(MailEndpoints.NoPerson);
        if (context.Request.ContentLength > FileStore.LargestBytes) return Problem.Of(FileStore.TooLarge);
        return (await files.Save(viewer.Centre, name, context.Request.Body, stop)).Succeeded(out var file, out var no) ? TypedResults.Ok(file) : Problem.Of(no);
    }
}
