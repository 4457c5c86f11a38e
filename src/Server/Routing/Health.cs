using Isberg.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Routing;

/// <summary>Tells a load balancer whether requests belong here: to the one server that leads, and only while all its centres are up.</summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/health", Show).ForAll();

    /// <summary>How this server stands; only the one that leads answers so.</summary>
    public sealed record HealthView(string State);

    private static Results<Ok<HealthView>, ProblemHttpResult> Show(LiveCentres centres) =>
        centres.Standing is { } refusal ? Problem.Of(refusal) : TypedResults.Ok(new HealthView("leading"));
}
