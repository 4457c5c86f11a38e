using System.Globalization;
using Isberg.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isberg.Api;

/// <summary>What a browser is told not to do with our answers. A page that needs something else sets its own header, which stays.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, PhoneSocket phone)
{
    /// <summary>Only our own files; Mantine writes style elements, pictures may be made in the page.</summary>
    private const string Content =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private readonly (string Name, string Value)[] always =
    [
        (HeaderNames.XContentTypeOptions, "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", $"camera=(), geolocation=(self), microphone=({(phone.Source is null ? "" : "self")})"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        (HeaderNames.ContentSecurityPolicy, Content),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            foreach (var (name, value) in always) headers.TryAdd(name, value);
            if (http.Request.IsUnder("/api")) headers.TryAdd(HeaderNames.CacheControl, "no-store");
            if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
                headers.TryAdd(HeaderNames.RetryAfter, Faults.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            if (http.Request.IsHttps) headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
