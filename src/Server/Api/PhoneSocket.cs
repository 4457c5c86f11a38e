namespace Isberg.Api;

/// <summary>Where a phone in the browser connects, which our pages may then do. Without it no page of ours may listen to a microphone either.</summary>
/// <param name="Address">For instance wss://telephony.example.org:8089/ws; null: there are no phones in browsers.</param>
internal sealed record PhoneSocket(string? Address)
{
    /// <summary>As a content security policy names it; null: nowhere.</summary>
    public string? Source => Uri.TryCreate(Address, UriKind.Absolute, out var it) && it.Scheme is "ws" or "wss" ? it.GetLeftPart(UriPartial.Authority) : null;
}
