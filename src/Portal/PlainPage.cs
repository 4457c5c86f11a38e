using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Portal;

/// <summary>A page of one heading and one sentence, made without anything that could fail.</summary>
internal static class PlainPage
{
    /// <param name="what">Texts are called this and Title, this and Text.</param>
    public static Task Write(HttpContext context, int status, string what)
    {
        var texts = context.RequestServices.GetRequiredService<PageTexts>();
        var html = context.RequestServices.GetRequiredService<HtmlEncoder>();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="{texts.Language}">
            <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
                <title>{html.Encode(texts[$"{what}Title"])}</title><link rel="stylesheet" href="/portal/portal.css">
            </head>
            <body><main class="width"><h1>{html.Encode(texts[$"{what}Title"])}</h1>
            <p class="lead">{html.Encode(texts[$"{what}Text"])}</p><p><a href="/">{html.Encode(texts["toStart"])}</a></p></main></body>
            </html>
            """,
            context.RequestAborted);
    }
}
