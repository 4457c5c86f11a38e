using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Isberg.Api;

/// <summary>Where citizens reach the pages of this installation: as it is set, else as whoever asks reaches it himself.</summary>
public sealed class PublicAddress(IConfiguration settings)
{
    public const string Setting = "Isberg:PublicAddress";

    /// <summary>For instance https://contact.example.se, without a slash at the end.</summary>
    public string Of(HttpContext context) =>
        settings[Setting] is { Length: > 0 } set ? set.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
}
