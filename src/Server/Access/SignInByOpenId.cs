using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isberg.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Isberg.Access;

/// <summary>Staff sign in through the organisation's own service: OpenID Connect's code flow with PKCE.</summary>
public sealed partial class SignInByOpenId(Database db, OpenIdProviders providers, MasterKey master, ILogger<SignInByOpenId> log)
{
    public const string SecretPurpose = "openid client secret";
    private const string Scopes = "openid profile email";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static readonly Refusal NotSetUp = new("openid.unknown", "This centre has no sign-in service of its own.");
    public static readonly Refusal Unreachable = new("openid.unavailable", "The organisation's sign-in service cannot be reached. Try again, or sign in with your password.");
    public static readonly Refusal NotProven = new("openid.invalid", "The sign-in service's answer could not be checked. Begin again.");

    /// <summary>What is kept in the browser, sealed, while the person is at the sign-in service.</summary>
    public sealed record Journey(CentreId Centre, string State, string Nonce, string Verifier, string To);

    /// <summary>Who the service says he is.</summary>
    public sealed record Proven(OpenIdSetup Setup, string Subject, string? Email, string? Name, IReadOnlyList<string> Groups);

    /// <summary>Where the browser is sent, and what it keeps meanwhile.</summary>
    public async Task<Outcome<(Uri Address, Journey Journey)>> Begin(CentreId centre, Uri back, string to, CancellationToken stop)
    {
        if (await Find(centre, stop) is not { } setup) return NotSetUp;
        if (await Describe(setup, stop) is not { } service) return Unreachable;

        var journey = new Journey(centre, Random(), Random(), Random(), to);
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(journey.Verifier)));
        var address = QueryHelpers.AddQueryString(service.AuthorizationEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code", ["client_id"] = setup.ClientId, ["redirect_uri"] = back.ToString(), ["scope"] = Scopes,
            ["state"] = journey.State, ["nonce"] = journey.Nonce, ["code_challenge"] = challenge, ["code_challenge_method"] = "S256",
        });
        return (new Uri(address), journey);
    }

    /// <summary>Exchanges the code and checks who it is about.</summary>
    public async Task<Outcome<Proven>> Finish(Journey journey, string code, Uri back, CancellationToken stop)
    {
        if (await Find(journey.Centre, stop) is not { } setup) return NotSetUp;
        if (await Describe(setup, stop) is not { } service) return Unreachable;
        try
        {
            var tokens = await Exchange(setup, service, journey, code, back, stop);
            if (tokens is not { IdToken.Length: > 0 }) return NotProven;

            var claims = await Check(setup, service, tokens.IdToken, journey.Nonce, stop);
            return claims is null ? NotProven : await Read(setup, service, claims, tokens.AccessToken, stop);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            NotAnswered(log, setup.Centre.Value, error);
            return Unreachable;
        }
    }

    private Task<OpenIdSetup?> Find(CentreId centre, CancellationToken stop) =>
        db.OpenIdSetups.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.IsOn, stop);

    private async Task<OpenIdConnectConfiguration?> Describe(OpenIdSetup setup, CancellationToken stop, bool anew = false)
    {
        try
        {
            var service = await providers.Describe(setup.Issuer, stop, anew);
            return service.Issuer?.TrimEnd('/') == setup.Issuer.TrimEnd('/') ? service : null;
        }
        catch (InvalidOperationException error)
        {
            NotAnswered(log, setup.Centre.Value, error);
            return null;
        }
    }

    private async Task<Tokens?> Exchange(OpenIdSetup setup, OpenIdConnectConfiguration service, Journey journey, string code, Uri back, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, service.TokenEndpoint);
        var secret = master.Open(setup.Secret, SecretPurpose);
        var pair = $"{Uri.EscapeDataString(setup.ClientId)}:{Uri.EscapeDataString(secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back.ToString(), ["code_verifier"] = journey.Verifier,
        });
        using var answer = await providers.Wire.SendAsync(request, stop);
        if (answer.IsSuccessStatusCode) return await answer.Content.ReadFromJsonAsync<Tokens>(stop);

        Refused(log, setup.Centre.Value, (int)answer.StatusCode);
        return null;
    }

    private async Task<IDictionary<string, object>?> Check(OpenIdSetup setup, OpenIdConnectConfiguration service, string token, string nonce, CancellationToken stop)
    {
        var result = await Validate(setup, service, token);
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException && await Describe(setup, stop, anew: true) is { } newer)
            result = await Validate(setup, newer, token);
        if (!result.IsValid)
        {
            NotValid(log, setup.Centre.Value, result.Exception.GetType().Name);
            return null;
        }

        return result.Claims.TryGetValue("nonce", out var told) && told as string == nonce ? result.Claims : null;
    }

    private static Task<TokenValidationResult> Validate(OpenIdSetup setup, OpenIdConnectConfiguration service, string token) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = service.Issuer, ValidAudience = setup.ClientId, IssuerSigningKeys = service.SigningKeys, ValidAlgorithms = Algorithms,
            RequireSignedTokens = true, RequireExpirationTime = true, ClockSkew = Skew,
        });

    /// <summary>Some services tell the e-mail address and the groups only at their userinfo address.</summary>
    private async Task<Outcome<Proven>> Read(
        OpenIdSetup setup, OpenIdConnectConfiguration service, IDictionary<string, object> claims, string? accessToken, CancellationToken stop)
    {
        if (claims.TryGetValue("sub", out var found) is false || found is not string { Length: > 0 } subject) return NotProven;

        var told = JsonSerializer.SerializeToElement(claims.ToDictionary(it => it.Key, it => it.Value, StringComparer.Ordinal));
        var more = (Text(told, "email") is null || List(told, setup.GroupClaim).Count == 0) && service.UserInfoEndpoint is { Length: > 0 } address && accessToken is not null
            ? await AskMore(address, accessToken, stop) : null;
        if (more is { } element && Text(element, "sub") != subject) return NotProven;

        string? Either(string name) => Text(told, name) ?? (more is { } it ? Text(it, name) : null);
        var groups = List(told, setup.GroupClaim) is { Count: > 0 } inToken ? inToken : more is { } asked ? List(asked, setup.GroupClaim) : [];
        var isUnverified = Flag(told, "email_verified") == false || (more is { } info && Flag(info, "email_verified") == false);
        return new Proven(setup, subject, isUnverified ? null : Either("email") ?? Either("preferred_username"), Either("name"), groups);
    }

    private async Task<JsonElement?> AskMore(string address, string accessToken, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } };
        using var answer = await providers.Wire.SendAsync(request, stop);
        return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json"
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(stop) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static IReadOnlyList<string> List(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(it => it.ValueKind == JsonValueKind.String).Select(it => it.GetString()!)]
        : [];

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private sealed record Tokens(
        [property: System.Text.Json.Serialization.JsonPropertyName("id_token")] string? IdToken,
        [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string? AccessToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in service of centre {Centre} cannot be reached")]
    private static partial void NotAnswered(ILogger log, Guid centre, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in service of centre {Centre} refused a code with status {Status}")]
    private static partial void Refused(ILogger log, Guid centre, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A token of the sign-in service of centre {Centre} does not hold: {Reason}")]
    private static partial void NotValid(ILogger log, Guid centre, string reason);
}
