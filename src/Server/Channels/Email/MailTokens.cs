using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isberg.Channels.Email;

/// <summary>How a program gets tokens for a mailbox (OAuth 2): with a lasting token that the mailbox's owner has granted, or in its own name.</summary>
/// <param name="TokenUrl">Of Microsoft 365: https://login.microsoftonline.com/TENANT/oauth2/v2.0/token; of Google: https://oauth2.googleapis.com/token.</param>
/// <param name="RefreshToken">Null: the program signs in as itself (client credentials).</param>
public sealed record OAuthGrant(string TokenUrl, string ClientId, string ClientSecret, string Scope, string? RefreshToken);

/// <summary>Gets and keeps access tokens; each is asked for again a while before it ends.</summary>
internal sealed class MailTokens(IHttpClientFactory clients, TimeProvider clock)
{
    public const string Client = "mail tokens";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <summary>Whether a text is an <see cref="OAuthGrant"/> that could work.</summary>
    public static bool IsGrant(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<OAuthGrant>(text, JsonSerializerOptions.Web) is { ClientId.Length: > 0, ClientSecret.Length: > 0, Scope.Length: > 0, TokenUrl: var url }
                && Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <param name="secret">An <see cref="OAuthGrant"/> as JSON.</param>
    /// <exception cref="MailTokenException">The server gives no token.</exception>
    public async Task<string> Of(string secret, CancellationToken stop)
    {
        if (known.TryGetValue(secret, out var kept) && kept.Until > clock.GetUtcNow()) return kept.Token;

        var grant = JsonSerializer.Deserialize<OAuthGrant>(secret, JsonSerializerOptions.Web)!;
        var answer = await Ask(grant, stop);
        known[secret] = (answer.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin);
        return answer.AccessToken;
    }

    private async Task<TokenAnswer> Ask(OAuthGrant grant, CancellationToken stop)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = grant.ClientId, ["client_secret"] = grant.ClientSecret, ["scope"] = grant.Scope,
            ["grant_type"] = grant.RefreshToken is null ? "client_credentials" : "refresh_token",
        };
        if (grant.RefreshToken is { } refresh) form["refresh_token"] = refresh;
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.PostAsync(new Uri(grant.TokenUrl), new FormUrlEncodedContent(form), stop);
            if (!response.IsSuccessStatusCode) throw new MailTokenException($"The sign-in server answered {(int)response.StatusCode} when it was asked for a token.");
            return await response.Content.ReadFromJsonAsync<TokenAnswer>(stop) is { AccessToken.Length: > 0 } answer
                ? answer : throw new MailTokenException("The sign-in server gave no token.");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new MailTokenException("The sign-in server could not be asked for a token.", error);
        }
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn = 3_600);
}

/// <summary>No token could be had; neither the message nor anything within it holds a secret.</summary>
public sealed class MailTokenException(string message, Exception? inner = null) : Exception(message, inner);
