using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Isberg.Portal;

/// <summary>What goes wrong in a page becomes a page in words, and is logged once.</summary>
internal sealed partial class PageBorder(ILogger<PageBorder> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var texts = httpContext.RequestServices.GetRequiredService<PageTexts>();
        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        var isTooLarge = status == StatusCodes.Status413PayloadTooLarge;
        if (status >= StatusCodes.Status500InternalServerError) Failed(log, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint", exception);

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        var html = HtmlEncoder.Create(UnicodeRanges.All);
        var (title, text) = isTooLarge ? (texts["tooLargeTitle"], texts["tooLargeText"]) : (texts["failedTitle"], texts["failedText"]);
        await httpContext.Response.WriteAsync(
            $"""
            <!doctype html><html lang="{texts.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{html.Encode(title)}</title><link rel="stylesheet" href="/portal/portal.css"></head>
            <body><main class="page"><h1>{html.Encode(title)}</h1><p>{html.Encode(text)}</p><p><a href="/">{html.Encode(texts["toStart"])}</a></p></main></body></html>
            """,
            cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Page} failed")]
    private static partial void Failed(ILogger log, string page, Exception error);
}
