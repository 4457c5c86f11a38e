using Isberg.Access;
using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>Erasing what is known of people, when the law or the retention plan says so.</summary>
public static class ErasureEndpoints
{
    public static void AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<ErasureList>();
        services.AddSingleton<EraseContent>();
        services.AddHostedService<EraseAgain>();
        services.AddSingleton<FileSweep>();
        services.AddHostedService(it => it.GetRequiredService<FileSweep>());
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("/contacts/{id:guid}/content", OfContact).Needs(Permission.ContentErase);
        api.MapDelete("/customers/{id:guid}/content", OfCustomer).Needs(Permission.ContentErase);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> OfContact(Guid id, HttpContext context, EraseContent erase, CancellationToken stop) =>
        await erase.OfContact(context.Viewer(), new ContactId(id), stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> OfCustomer(Guid id, HttpContext context, EraseContent erase, CancellationToken stop) =>
        await erase.OfCustomer(context.Viewer(), new CustomerId(id), stop) is { } refusal ? Problem.Of(refusal) : TypedResults.NoContent();
}
