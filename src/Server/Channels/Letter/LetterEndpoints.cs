using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>Letters of a contact, page by page, as pictures.</summary>
public static class LetterEndpoints
{
    public static readonly Refusal NoSuchPage = new("letter.unknown", "There is no such letter, or no such page in it.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contacts/{contact:guid}/letters/{letter:guid}/pages/{picture:guid}", ShowPage).Needs(Permission.ContactRead).WithTags("Letters");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ShowPage(
        Guid contact, Guid letter, Guid picture, HttpContext context, Database db, FileStore files, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == new ContactId(contact), stop)) return Problem.Of(NoSuchPage);

        var row = await db.Letters.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new LetterId(letter) && it.Contact == new ContactId(contact), stop);
        if (row?.Pages.Any(it => it.Picture == picture) != true || files.Open(viewer.Centre, picture) is not { } content) return Problem.Of(NoSuchPage);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, "image/jpeg");
    }
}
