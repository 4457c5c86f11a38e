using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isberg.Portal;

/// <summary>What goes wrong in a page becomes a page in words, and is logged once.</summary>
internal sealed partial class PageBorder(ILogger<PageBorder> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (status >= StatusCodes.Status500InternalServerError) Failed(log, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint", exception);
        await PlainPage.Write(httpContext, status, status == StatusCodes.Status413PayloadTooLarge ? "tooLarge" : "failed");
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Page} failed")]
    private static partial void Failed(ILogger log, string page, Exception error);
}
