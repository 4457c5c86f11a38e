using Isberg.Access;
using Isberg.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isberg.Api;

/// <summary>The border of HTTP: what goes wrong there becomes a problem with a code and a sentence, never a stack trace.</summary>
public static class Requests
{
    public static readonly Refusal NothingHere = new("address.unknown", "There is nothing at this address. The API's document lists its addresses: /api/v1/openapi.json.");
    public static readonly Refusal WrongMethod = new("method.invalid", "This address does not take that method. The API's document says which it takes: /api/v1/openapi.json.");
    public static readonly Refusal SignedOut = new("session.signed_out", "Sign in first, or send an API key that is in force.");
    public static readonly Refusal TooLarge = new("request.too_large", "The request is larger than this address takes.");
    public static readonly Refusal NotJson = new("request.unsupported", "Send the body as JSON, with the header Content-Type: application/json.");
    public static readonly Refusal Invalid = new("request.invalid", "Something in the request cannot be used.");
    public static readonly Refusal Changed = new("row.changed", "Somebody changed this at the same time. Load it again and repeat your change.");
    public static readonly Refusal Failed = new("server.failed", "Something went wrong on our side. It has been logged; try again, or tell the administrator the time.");

    public static Refusal Lacks(string permission) => new("permission.forbidden", $"This needs the permission {permission}, which you do not have. An administrator can give it.");

    /// <summary>Lets one endpoint take larger bodies than <see cref="Limits.Body"/>.</summary>
    public static TBuilder AcceptsUpTo<TBuilder>(this TBuilder endpoint, long bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes));

    internal static bool IsUnder(this HttpRequest request, string path) => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    /// <summary>What an answer without a body has to say.</summary>
    internal static Refusal? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Invalid,
        StatusCodes.Status401Unauthorized => SignedOut,
        StatusCodes.Status404NotFound => NothingHere,
        StatusCodes.Status405MethodNotAllowed => WrongMethod,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => NotJson,
        >= StatusCodes.Status500InternalServerError => Failed,
        _ => null,
    };
}

/// <summary>A refusal that comes up where no outcome can be returned; the border tells it.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Sentence)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Turns what an endpoint throws into a problem; logs what is a bug.</summary>
internal sealed partial class Border(ILogger<Border> log) : IExceptionHandler
{
    private const int CaughtByClient = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = CaughtByClient;
            return true;
        }

        if (!httpContext.Request.IsUnder("/api")) return false;

        var (refusal, status) = Read(exception);
        if (refusal == Requests.Failed) Threw(log, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint", exception);
        await Problem.Of(refusal, status).ExecuteAsync(httpContext);
        return true;
    }

    private static (Refusal Refusal, int Status) Read(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException wrong } => (WrongJson(wrong), StatusCodes.Status400BadRequest),
        BadHttpRequestException it => (Requests.Of(it.StatusCode) is { } known && it.StatusCode != StatusCodes.Status400BadRequest
            ? known
            : Requests.Invalid with { Sentence = Plain(it.Message) }, it.StatusCode),
        RefusedException it => (it.Refusal, Problem.StatusOf(it.Refusal.Code)),
        DbUpdateConcurrencyException => (Requests.Changed, StatusCodes.Status412PreconditionFailed),
        _ when Faults.IsUnavailable(exception) => (Faults.Unavailable, StatusCodes.Status503ServiceUnavailable),
        _ => (Requests.Failed, StatusCodes.Status500InternalServerError),
    };

    private static Refusal WrongJson(JsonException wrong)
    {
        var lacking = Lacking().Match(wrong.Message);
        if (lacking.Success) return Requests.Invalid with { Sentence = $"The body lacks {lacking.Groups[1].Value.Replace("'", "", StringComparison.Ordinal).TrimEnd('.')}." };

        var place = string.IsNullOrEmpty(wrong.Path) || wrong.Path == "$" ? "" : $" at {wrong.Path}";
        return Requests.Invalid with { Sentence = $"The body is not the JSON that this address takes: look{place}. The API's document says what it takes." };
    }

    /// <summary>The framework's sentences name types of ours; the parameter's name is what the caller knows.</summary>
    private static string Plain(string message)
    {
        var parameter = Parameter().Match(message);
        return parameter.Success ? $"The value of {parameter.Groups[1].Value} is missing or cannot be read." : Requests.Invalid.Sentence;
    }

    [GeneratedRegex("including: (.+)$")]
    private static partial Regex Lacking();

    [GeneratedRegex("parameter \"[^\"]*?(\\w+)\"")]
    private static partial Regex Parameter();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed")]
    private static partial void Threw(ILogger log, string endpoint, Exception error);
}

/// <summary>Says which permission is lacking, instead of an empty 403.</summary>
internal sealed class DoorAnswer : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        if (context.User.Identity?.IsAuthenticated != true) return Problem.Of(Requests.SignedOut).ExecuteAsync(context);

        var needed = context.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsPermission>().Select(it => it.Name).LastOrDefault(it => it is not null);
        return Problem.Of(Requests.Lacks(needed ?? Permission.AccessWrite)).ExecuteAsync(context);
    }
}
