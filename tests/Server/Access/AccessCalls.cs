using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Isberg.Access;

/// <summary>What the tests of access say to the API, and what an authenticator app would show.</summary>
internal static class AccessCalls
{
    public static async Task<JsonElement> Read(this HttpResponseMessage answer, CancellationToken stop)
    {
        var body = await answer.Content.ReadAsStringAsync(stop);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {body}");
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }

    public static async Task Refused(this HttpResponseMessage answer, HttpStatusCode status, string code, CancellationToken stop)
    {
        var body = await answer.Content.ReadAsStringAsync(stop);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {body}");
        Assert.Equal(code, JsonElement.Parse(body).GetProperty("code").GetString());
    }

    public static Task<HttpResponseMessage> Enter(this HttpClient client, string email, string password, CancellationToken stop) =>
        client.PostAsJsonAsync("/api/v1/session", new { email, password }, stop);

    public static async Task<HttpResponseMessage> Change(this HttpClient client, string address, string version, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body), Headers = { { "If-Match", version } } };
        return await client.SendAsync(request, stop);
    }

    /// <summary>RFC 6238 with the usual 30 seconds and 6 digits.</summary>
    public static string CodeOf(string secret, DateTimeOffset now)
    {
        var counter = BitConverter.GetBytes(now.ToUnixTimeSeconds() / 30).Reverse().ToArray();
#pragma warning disable CA5350 // The standard that authenticator apps speak is HMAC-SHA-1.
        var hash = HMACSHA1.HashData(FromBase32(secret), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xF;
        var number = ((hash[at] & 0x7F) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6");
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.TrimEnd('=').Select(it => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(it, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(it => Convert.ToByte(bits.Substring(it * 8, 8), 2))];
    }
}
