using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Isberg.Access;

/// <summary>What organisations' own sign-in services say about themselves, fetched when needed and kept for a while.</summary>
public sealed class OpenIdProviders : IDisposable
{
    private const int MostAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> known = new(StringComparer.Ordinal);

    /// <summary>Follows no redirect: what an administrator wrote is where we go.</summary>
    internal HttpClient Wire { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostAnswer,
    };

    /// <summary>Whether an issuer may be asked at all: by HTTPS, or on this machine for trying out.</summary>
    public static bool MayAsk(string issuer) => Uri.TryCreate(issuer, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    /// <summary>The service's description and keys.</summary>
    /// <param name="anew">A key was not found: ask again, at most every few minutes.</param>
    /// <exception cref="InvalidOperationException">It cannot be had.</exception>
    public Task<OpenIdConnectConfiguration> Describe(string issuer, CancellationToken stop, bool anew = false)
    {
        var description = known.GetOrAdd(issuer, it => new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{it.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(Wire) { RequireHttps = !new Uri(it).IsLoopback }));
        if (anew) description.RequestRefresh();
        return description.GetConfigurationAsync(stop);
    }

    public void Dispose() => Wire.Dispose();
}
