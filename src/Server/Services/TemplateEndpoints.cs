using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>The texts that agents put into their answers.</summary>
public static class TemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/templates", List).NeedsSignIn();
        api.MapPost("/templates", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        api.MapPut("/templates/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
    }

    /// <param name="Text">With placeholders such as {reference}, which whoever puts it in fills.</param>
    /// <param name="Services">None: all of the centre's.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record TemplateView(TemplateId Id, string Name, Texts Text, IReadOnlyList<ServiceId> Services, bool IsArchived, string Version);

    private static TemplateView View(Template it) => new(it.Id, it.Name, it.Text, it.Services, it.IsArchived, Versions.ETagOf(it.Version));

    private static async Task<Ok<IReadOnlyList<TemplateView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await db.Templates.VisibleTo(context.Viewer()).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<TemplateView>>([.. rows.OrderBy(it => it.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(it => it.Id.Value).Select(View)]);
    }

    private static async Task<Results<Created<TemplateView>, ProblemHttpResult>> Create(
        KeepTemplate.TemplateDraft draft, HttpContext context, KeepTemplate keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new TemplateId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, _ => "/api/v1/templates");

    private static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> Change(
        Guid id, KeepTemplate.TemplateDraft draft, HttpContext context, KeepTemplate keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new TemplateId(id), it => context.Differs(it, "template"), draft, stop))
        .Changed(context, View, it => it.Version);
}
