using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Html;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Mails of a contact: as they look, as they came, and new ones.</summary>
public static class MailEndpoints
{
    public static readonly Refusal NoPerson = new("desk.forbidden", "A desk belongs to a person; an API key has none.");

    /// <summary>A page larger than this is read in its source.</summary>
    private const int LargestPage = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var mails = api.MapGroup("/contacts/{contact:guid}/mails/{mail:guid}").Needs(Permission.ContactRead).WithTags("Mails");
        mails.MapGet("/page", ShowPage);
        mails.MapGet("/source", Download);

        var desk = api.MapGroup("/desk/contacts/{contact:guid}").Needs(Permission.ContactHandle).WithTags("Mails");
        desk.MapPost("/mails", Write).AcceptsUpTo(MostBytes);
        desk.MapPost("/mails/{mail:guid}/withdraw", Withdraw);
        desk.MapPost("/mails/{mail:guid}/revoke", Revoke);
        desk.MapPost("/attachments", Attach).AcceptsUpTo(FileStore.LargestBytes).Accepts<Stream>("application/octet-stream");
    }

    private const int MostBytes = 1024 * 1024;

    /// <param name="Html">Made harmless; to be shown in a frame without scripts, origin or network.</param>
    /// <param name="RemoteImages">How many pictures lie elsewhere and are not shown.</param>
    public sealed record MailPage(string Html, int RemoteImages);

    /// <param name="Key">Chosen by the screen: the same mail sent again is the same mail.</param>
    /// <param name="Text">Plain text. It is not read when there is formatting.</param>
    /// <param name="Kept">The version of the kept draft that it was made of, which goes with it.</param>
    /// <param name="Html">With bold, italic, underlined, lists and links; anything else is left out, and the plain text is made of it. Null: no formatting.</param>
    /// <param name="InvitesToChat">A link is added by which whoever gets the mail can go on in the chat.</param>
    /// <param name="KeepsChannel">The conversation goes on where it is, and the mail goes beside it; otherwise it goes on by mail.</param>
    public sealed record MailRequest(
        [property: MaxLength(Limits.Key)] string Key, IReadOnlyList<string> To, [property: MaxLength(MailDraft.LongestText)] string Text, IReadOnlyList<string>? Cc = null,
        IReadOnlyList<string>? Bcc = null, [property: MaxLength(MailDraft.LongestSubject)] string? Subject = null, IReadOnlyList<MailDraft.NamedFile>? Files = null,
        DateTimeOffset? SendAt = null, bool YieldsToCitizen = false, [property: MaxLength(MailDraft.LongestHtml)] string? Html = null, bool KeepsChannel = false,
        Guid? Kept = null, bool InvitesToChat = false);

    /// <param name="remote">Pictures from elsewhere are shown; their owners learn that the mail was opened.</param>
    /// <param name="quote">What older mails in it are folded under, in the reader's language. Without it they are not folded.</param>
    private static async Task<Results<Ok<MailPage>, ProblemHttpResult>> ShowPage(
        Guid contact, Guid mail, bool? remote, [MaxLength(Limits.Name)] string? quote, HttpContext context, Database db, FileStore files, CancellationToken stop)
    {
        if (await Find(db, context.Viewer(), contact, mail, stop) is not { } row || HtmlOf(files, row) is not { Length: <= LargestPage } html) return Problem.Of(WithdrawMail.NoSuchMail);

        var pictures = new PagePictures(files, row);
        var safe = HtmlSanitizer.Sanitize(html, new HtmlSanitizerOptions { ContentId = pictures.Of, RemoteImage = it => remote == true ? it : null, QuoteSummary = quote });
        return TypedResults.Ok(new MailPage(safe.Html, safe.RemoteImages));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(Guid contact, Guid mail, HttpContext context, Database db, FileStore files, CancellationToken stop)
    {
        if (await Find(db, context.Viewer(), contact, mail, stop) is not { Source: { } source } row) return Problem.Of(WithdrawMail.NoSuchMail);
        if (row.HoldsUnsafe) return Problem.Of(VirusScanner.Unsafe);
        return FileEndpoints.Send(context, files, row.Centre, new FileReference(source, $"{mail:N}.eml", "message/rfc822", row.SourceBytes));
    }

    private static async Task<Results<Ok<WriteMail.MailWritten>, ProblemHttpResult>> Write(
        Guid contact, MailRequest request, HttpContext context, WriteMail write, PublicAddress address, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);

        var draft = new MailDraft(request.To, request.Cc ?? [], request.Bcc ?? [], request.Subject, request.Text, request.Files ?? [], request.SendAt?.ToUniversalTime(), request.YieldsToCitizen, request.Html);
        var outcome = await write.Run(new(viewer.Centre, new ContactId(contact), person, request.Key, draft, request.KeepsChannel, request.InvitesToChat ? address.Of(context) : null) { Kept = request.Kept }, stop);
        return outcome.Succeeded(out var written, out var no) ? TypedResults.Ok(written) : Problem.Of(no);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(Guid contact, Guid mail, HttpContext context, WithdrawMail withdraw, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(NoPerson);
        return await withdraw.Run(viewer.Centre, new ContactId(contact), new MailId(mail), person, stop) is { } no ? Problem.Of(no) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(Guid contact, Guid mail, HttpContext context, RevokeInvitation revoke, CancellationToken stop) =>
        await revoke.Run(context.Viewer(), new ContactId(contact), new MailId(mail), stop) is { } no ? Problem.Of(no) : TypedResults.NoContent();

    /// <summary>Takes a file in that is to go with a mail. The body is the file; what it is, is seen from what is in it.</summary>
    private static async Task<Results<Ok<FileReference>, ProblemHttpResult>> Attach(
        Guid contact, [MaxLength(Limits.Name)] string name, HttpContext context, Database db, FileStore files, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is null) return Problem.Of(NoPerson);
        if (context.Request.ContentLength > FileStore.LargestBytes) return Problem.Of(FileStore.TooLarge);
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == new ContactId(contact), stop)) return Problem.Of(ContactReading.NoSuchContact);
        return (await files.Save(viewer.Centre, name, context.Request.Body, stop)).Succeeded(out var file, out var no) ? TypedResults.Ok(file) : Problem.Of(no);
    }

    private static async Task<MailRow?> Find(Database db, Viewer viewer, Guid contact, Guid mail, CancellationToken stop) =>
        await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == new ContactId(contact), stop)
            ? await db.Mails.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new MailId(mail) && it.Contact == new ContactId(contact), stop) : null;

    /// <summary>One that waits to be sent has no source yet.</summary>
    private static string? HtmlOf(FileStore files, MailRow mail)
    {
        if (mail.Source is not { } source) return mail.Html;

        using var raw = OpenSource(files, mail.Centre, source);
        return raw is null ? null : MessageBody.Of(MimeMessage.Load(raw)).Html;
    }

    private static MailSource? OpenSource(FileStore files, CentreId centre, Guid source)
    {
        using var content = files.Open(centre, source);
        return content is null ? null : MailSource.OfStream(content);
    }
}
