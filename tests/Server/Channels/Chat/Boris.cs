using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isberg.Contacts;
using Isberg.World;

namespace Isberg.Channels.Chat;

/// <summary>Boris, who writes to the centre from a browser.</summary>
internal sealed class Boris : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient client;

    private Boris(HttpClient client, ChatEndpoints.BegunView begun) => (this.client, Begun) = (client, begun);

    public ChatEndpoints.BegunView Begun { get; }

    public ContactId Contact => new(Begun.Contact);

    public HttpClient Client => client;

    public string Address => $"/api/v1/public/conversations/{Begun.Contact}";

    public static async Task<Boris> Begins(TestServer server, CancellationToken stop, string service = "sales", string? message = null, string? email = null, string? key = null, string centre = "sund", string? page = null)
    {
        var client = server.NewClient();
        using var answer = await Begin(client, stop, service, message, email, key, centre, page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var begun = (await answer.Content.ReadFromJsonAsync<ChatEndpoints.BegunView>(Json, stop))!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", begun.Token);
        return new Boris(client, begun);
    }

    public static async Task<HttpResponseMessage> Begin(
        HttpClient client, CancellationToken stop, string service = "sales", string? message = null, string? email = null, string? key = null, string centre = "sund", string? page = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/public/{centre}/services/{service}/chat")
        {
            Content = JsonContent.Create(new ChatEndpoints.BeginRequest("Boris", email, null, null, message, page)),
        };
        request.Headers.Add(ChatEndpoints.IdempotencyHeader, key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request, stop);
    }

    public async Task<ConversationView> Looks(CancellationToken stop) => (await client.GetFromJsonAsync<ConversationView>(Address, Json, stop))!;

    public async Task<IReadOnlyList<CitizenMessage>> Reads(CancellationToken stop, int after = 0) =>
        (await client.GetFromJsonAsync<List<CitizenMessage>>($"{Address}/messages?after={after}", Json, stop))!;

    public Task<HttpResponseMessage> Writes(string text, CancellationToken stop, string? key = null) =>
        client.PostAsJsonAsync($"{Address}/messages", new ChatEndpoints.WriteRequest(key ?? Guid.NewGuid().ToString(), text), stop);

    public Task<HttpResponseMessage> Sends(string path, object body, CancellationToken stop) => client.PostAsJsonAsync($"{Address}/{path}", body, stop);

    public async Task<HttpResponseMessage> Sends(string name, byte[] file, CancellationToken stop)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await client.PostAsync($"{Address}/files?key={Guid.NewGuid()}&name={Uri.EscapeDataString(name)}", content, stop);
    }

    /// <summary>What the stream sends, until the reader has had enough.</summary>
    public async IAsyncEnumerable<SseItem<string>> Follows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop, int after = 0)
    {
        using var answer = await client.GetAsync($"{Address}/stream?after={after}", HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(stop)) yield return item;
    }

    public static T Read<T>(SseItem<string> item) => JsonSerializer.Deserialize<T>(item.Data, Json)!;

    public static async Task<string> CodeOf(HttpResponseMessage answer, CancellationToken stop) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("code").GetString()!;

    public void Dispose() => client.Dispose();
}
