using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isberg.Api;

/// <summary>Turns a refusal into problem+json: the code for programs, the sentence for people.</summary>
public static class Problem
{
    public static ProblemHttpResult Of(Refusal refusal) => Of(refusal, StatusOf(refusal.Code));

    public static ProblemHttpResult Of(Refusal refusal, int status) => TypedResults.Problem(
        title: refusal.Sentence,
        statusCode: status,
        type: TypeOf(refusal.Code),
        extensions: ExtensionsOf(refusal));

    private static Dictionary<string, object?> ExtensionsOf(Refusal refusal)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal.Errors is { } errors) extensions["errors"] = errors;
        return extensions;
    }

    public static string TypeOf(string code) => $"urn:isberg:problem:{code}";

    /// <summary>The last word of a code tells its kind; what has none is a conflict with how things stand.</summary>
    public static int StatusOf(string code) => code[(code.LastIndexOf('.') + 1)..] switch
    {
        "unknown" => StatusCodes.Status404NotFound,
        "invalid" => StatusCodes.Status400BadRequest,
        "signed_out" when code.StartsWith("session.", StringComparison.Ordinal) => StatusCodes.Status401Unauthorized,
        "forbidden" => StatusCodes.Status403Forbidden,
        "unavailable" or "busy" or "unscanned" => StatusCodes.Status503ServiceUnavailable,
        "too_large" => StatusCodes.Status413PayloadTooLarge,
        "too_many" => StatusCodes.Status429TooManyRequests,
        "changed" => StatusCodes.Status412PreconditionFailed,
        "unconditional" => StatusCodes.Status428PreconditionRequired,
        "unsupported" => StatusCodes.Status415UnsupportedMediaType,
        "set_aside" or "failed" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>Why a request was refused, as the API's document describes it (RFC 9457).</summary>
/// <param name="Type">urn:isberg:problem: and the code.</param>
/// <param name="Title">A sentence that says what to do.</param>
/// <param name="Code">For programs; never changes its meaning.</param>
/// <param name="Errors">What is wrong with each field of the request, when that is why.</param>
public sealed record ProblemView(string Type, string Title, int Status, string Code, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null);
