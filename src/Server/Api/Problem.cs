using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isberg.Api;

/// <summary>Turns a refusal into problem+json: the code for programs, the sentence for people.</summary>
public static class Problem
{
    public static ProblemHttpResult Of(Refusal refusal) => TypedResults.Problem(
        title: refusal.Sentence,
        statusCode: StatusOf(refusal.Code),
        type: $"urn:isberg:problem:{refusal.Code}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });

    /// <summary>The last word of a code tells its kind; what has none is a conflict with how things stand.</summary>
    private static int StatusOf(string code) => code[(code.LastIndexOf('.') + 1)..] switch
    {
        "unknown" => StatusCodes.Status404NotFound,
        "invalid" => StatusCodes.Status400BadRequest,
        "forbidden" => StatusCodes.Status403Forbidden,
        "unavailable" or "busy" => StatusCodes.Status503ServiceUnavailable,
        "too_large" => StatusCodes.Status413PayloadTooLarge,
        "too_many" => StatusCodes.Status429TooManyRequests,
        "changed" => StatusCodes.Status412PreconditionFailed,
        "set_aside" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };
}
