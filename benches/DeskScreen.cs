using System.Buffers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Isberg.Benches;

/// <summary>An agent's browser: signed in, ready, takes whatever is offered, and shows messages.</summary>
internal sealed class DeskScreen : IDisposable
{
    private const byte EndOfFrame = 0x1e;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);
    private static readonly object Ready = new { presence = "Ready" };
    private static readonly byte[] Hello = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Alive = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");

    private readonly HttpClient web;
    private readonly string cookie;
    private readonly Post? post;
    private readonly ClientWebSocket socket = new();
    private int contacts;
    private (Guid Contact, int Number) lastOffer;

    private DeskScreen(HttpClient web, string key, Post? post) => (this.web, cookie, this.post) = (web, $"isberg={key}", post);

    /// <summary>How many chats lie on the desk.</summary>
    public int Contacts => Volatile.Read(ref contacts);

    /// <summary>Completes when the connection is closed.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="post">Where messages are counted. Null: he takes calls, at his phone.</param>
    public static async Task<DeskScreen> Open(Uri address, HttpClient web, string key, Post? post, CancellationToken stop)
    {
        var screen = new DeskScreen(web, key, post);
        screen.socket.Options.SetRequestHeader("Cookie", screen.cookie);
        screen.socket.Options.SetRequestHeader("X-Isberg", "1");
        await screen.socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/api/v1/live" }.Uri, stop);
        await screen.socket.SendAsync(Hello, WebSocketMessageType.Text, true, stop);
        var signedIn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        screen.Ended = screen.Follow(signedIn, stop);
        _ = screen.StayAlive(stop);
        await signedIn.Task.WaitAsync(stop);
        if (await screen.Do("/api/v1/desk/presence", Ready, stop) is { } no) throw new InvalidOperationException(no);
        return screen;
    }

    public void Dispose() => socket.Dispose();

    private async Task Follow(TaskCompletionSource signedIn, CancellationToken stop)
    {
        var unread = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(unread.GetMemory(16_384), stop);
                if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The server has closed a desk's connection.");
                unread.Advance(part.Count);
                if (!part.EndOfMessage) continue;

                foreach (var frame in Frames(unread.WrittenMemory)) Hear(frame, signedIn, stop);
                unread.ResetWrittenCount();
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The bench is over.
        }
    }

    private static IEnumerable<JsonElement> Frames(ReadOnlyMemory<byte> message)
    {
        while (message.Span.IndexOf(EndOfFrame) is var end and >= 0)
        {
            yield return JsonElement.Parse(message.Span[..end]);
            message = message[(end + 1)..];
        }
    }

    private void Hear(JsonElement frame, TaskCompletionSource signedIn, CancellationToken stop)
    {
        if (!frame.TryGetProperty("target", out var target)) return;

        var told = frame.GetProperty("arguments")[0];
        if (target.GetString() == "message") post?.Arrived(told.GetProperty("message").GetProperty("text").GetString()!);
        if (target.GetString() != "desk") return;

        signedIn.TrySetResult();
        Volatile.Write(ref contacts, told.GetProperty("contacts").GetArrayLength());
        if (told.GetProperty("presence").GetString() == "NotAnswering") _ = Do("/api/v1/desk/presence", Ready, stop); // was too slow; goes on
        if (post is not null && told.TryGetProperty("offer", out var offer) && offer.ValueKind == JsonValueKind.Object) Take(offer, stop);
    }

    /// <summary>A desk is sent whole again and again; each offer is taken once.</summary>
    private void Take(JsonElement offer, CancellationToken stop)
    {
        var one = (offer.GetProperty("contact").GetGuid(), offer.GetProperty("offer").GetInt32());
        if (one == lastOffer) return;

        lastOffer = one;
        _ = Do($"/api/v1/desk/offers/{one.Item1}/accept", new { offer = one.Item2 }, stop);
    }

    /// <summary>His phone's name and password.</summary>
    public async Task<(string User, string Password)> Phone(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/phone") { Content = JsonContent.Create(new { kind = "Sip" }) };
        request.Headers.Add("Cookie", cookie);
        using var answer = await web.SendAsync(request, stop);
        var told = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(stop);
        return (told.GetProperty("user").GetString()!, told.GetProperty("password").GetString()!);
    }

    /// <summary>Null when it is done, else why not.</summary>
    private async Task<string?> Do(string path, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Cookie", cookie);
        using var answer = await web.SendAsync(request, stop);
        return answer.IsSuccessStatusCode ? null : $"{path}: {await answer.Content.ReadAsStringAsync(stop)}";
    }

    private async Task StayAlive(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(SignOfLife);
        try
        {
            while (await tick.WaitForNextTickAsync(stop)) await socket.SendAsync(Alive, WebSocketMessageType.Text, true, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The bench is over.
        }
    }
}
