using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>The staff's way to files that came with messages.</summary>
public static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts/{contact:guid}/files/{file:guid}", Download).Needs(Permission.ContactRead);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        Guid contact, Guid file, HttpContext context, Database db, FileStore files, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == new ContactId(contact), stop)) return Problem.Of(FileStore.Unknown);

        var messages = await db.Messages.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == new ContactId(contact)).ToListAsync(stop);
        var found = messages.SelectMany(it => it.Files).FirstOrDefault(it => it.Id == file);
        return Send(context, files, viewer.Centre, found);
    }

    /// <summary>Always as a download, never shown in our own pages' name: whatever is in it cannot run there.</summary>
    internal static Results<FileStreamHttpResult, ProblemHttpResult> Send(HttpContext context, FileStore files, CentreId centre, FileReference? found)
    {
        if (found is null || files.Open(centre, found.Id) is not { } content) return Problem.Of(FileStore.Unknown);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, found.ContentType, found.Name);
    }
}
