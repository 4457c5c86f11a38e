namespace Isberg.Api;

/// <summary>Where phones in browsers connect, which our pages may then do. Without any no page of ours may listen to a microphone either.</summary>
/// <param name="Addresses">For instance wss://telephony.example.org:8089/ws.</param>
internal sealed record PhoneSocket(IReadOnlyList<string> Addresses)
{
    /// <summary>As a content security policy names them; null: nowhere.</summary>
    public string? Source => string.Join(' ', Addresses.Select(SourceOf).OfType<string>().Distinct()) is { Length: > 0 } sources ? sources : null;

    private static string? SourceOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var it) && it.Scheme is "ws" or "wss" ? it.GetLeftPart(UriPartial.Authority) : null;
}
