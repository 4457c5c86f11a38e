using System.Security.Cryptography;
using System.Text;
using Isberg.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Isberg.Api;

/// <summary>Marks an endpoint that creates something and takes an Idempotency-Key.</summary>
public sealed record TakesIdempotencyKey;

/// <summary>A creating call may be repeated: the new thing's id follows from who asks, where, and the key, so the repeat meets the first one's thing.</summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";

    public static readonly Refusal InvalidKey = new("idempotency_key.invalid", $"An Idempotency-Key has 1 to {200} visible ASCII characters.");

    /// <summary>Documents the header and refuses a key that cannot be one.</summary>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new TakesIdempotencyKey()).AddEndpointFilter(async (call, next) =>
            KeyOf(call.HttpContext) is { } key && !IsKey(key) ? Problem.Of(InvalidKey) : await next(call));

    /// <summary>The id of what this request creates: the same at every repeat with the same key, new without a key.</summary>
    public static Guid NewId(this HttpContext context) => KeyOf(context) is { } key
        ? IdFor(context.Viewer(), $"{context.Request.Method} {context.Request.Path} {key}")
        : Guid.CreateVersion7();

    /// <summary>An id that follows from centre, caller and key alone.</summary>
    public static Guid IdFor(Viewer viewer, string key)
    {
        var text = $"{viewer.Centre.Value:N} {viewer.Person?.Value:N} {viewer.Key?.Value:N} {key}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private static string? KeyOf(HttpContext context) =>
        context.Request.Headers.TryGetValue(Header, out var key) ? key.ToString() : null;

    private static bool IsKey(string key) => key.Length is > 0 and <= Limits.Key && key.All(it => it is > ' ' and <= '~');
}
