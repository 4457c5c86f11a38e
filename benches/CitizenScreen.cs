using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Isberg.Benches;

/// <summary>A citizen's browser with one open chat: follows its stream and writes.</summary>
internal sealed class CitizenScreen
{
    private readonly HttpClient web;
    private readonly string conversation;
    private readonly AuthenticationHeaderValue secret;

    private CitizenScreen(HttpClient web, Guid contact, string token) =>
        (this.web, conversation, secret) = (web, $"/api/v1/public/conversations/{contact}", new AuthenticationHeaderValue("Bearer", token));

    /// <summary>Completes when the stream is closed.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public static async Task<CitizenScreen> Open(HttpClient web, CancellationToken stop)
    {
        using var begun = await web.PostAsJsonAsync(LargeStaff.ChatPath, new { name = "Anna", language = "sv" }, stop);
        begun.EnsureSuccessStatusCode();
        var body = await begun.Content.ReadFromJsonAsync<JsonElement>(stop);
        var screen = new CitizenScreen(web, body.GetProperty("contact").GetGuid(), body.GetProperty("token").GetString()!);
        screen.Ended = screen.Follow(await screen.OpenStream(stop), stop);
        return screen;
    }

    public async Task Write(string text, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{conversation}/messages") { Content = JsonContent.Create(new { key = text, text }) };
        request.Headers.Authorization = secret;
        using var answer = await web.SendAsync(request, stop);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<HttpResponseMessage> OpenStream(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{conversation}/stream");
        request.Headers.Authorization = secret;
        var answer = await web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return answer.EnsureSuccessStatusCode();
    }

    private async Task Follow(HttpResponseMessage answer, CancellationToken stop)
    {
        using (answer)
        {
            try
            {
                await answer.Content.CopyToAsync(Stream.Null, stop);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // The bench is over.
            }
        }
    }
}
