using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Isberg.World;

/// <summary>A browser at a desk that listens to the live stream, in SignalR's own words over a WebSocket.</summary>
internal sealed class LiveScreen : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonNode> heard = new();
    private readonly StringBuilder rest = new();

    private LiveScreen()
    {
    }

    /// <summary>Signs somebody in and connects his screen.</summary>
    public static async Task<LiveScreen> Open(TestCentre centre, string name, CancellationToken stop)
    {
        var cookies = new CookieContainer();
        var address = centre.Server.Address;
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address, DefaultRequestHeaders = { { "X-Isberg", "1" } } };
        using var signedIn = await client.PostAsJsonAsync("/api/v1/session", new { Email = TestCentre.EmailOf(name, centre.Key), TestCentre.Password }, stop);
        signedIn.EnsureSuccessStatusCode();

        var screen = new LiveScreen();
        screen.socket.Options.Cookies = cookies;
        screen.socket.Options.SetRequestHeader("X-Isberg", "1");
        await screen.socket.ConnectAsync(new Uri($"ws://{address.Authority}/api/v1/live"), stop);
        await screen.Send("""{"protocol":"json","version":1}""", stop);
        return screen;
    }

    /// <summary>Calls a method of the hub and waits for no answer.</summary>
    public Task Says(string method, CancellationToken stop, params object[] values) =>
        Send($$"""{"type":1,"target":"{{method}}","arguments":{{System.Text.Json.JsonSerializer.Serialize(values)}}}""", stop);

    /// <summary>The next message of a kind that fits; others are passed over.</summary>
    public async Task<JsonNode> Hears(string message, Func<JsonNode, bool> fits, CancellationToken stop)
    {
        while (true)
        {
            while (heard.Count == 0) await Receive(stop);
            var next = heard.Dequeue();
            if ((string?)next["target"] == message && fits(next["arguments"]![0]!)) return next["arguments"]![0]!;
        }
    }

    /// <summary>The kinds of all that comes until a message that fits, that one included.</summary>
    public async Task<IReadOnlyList<string>> HeardUntil(string message, Func<JsonNode, bool> fits, CancellationToken stop)
    {
        var kinds = new List<string>();
        while (true)
        {
            while (heard.Count == 0) await Receive(stop);
            var next = heard.Dequeue();
            if ((string?)next["target"] is not { } kind) continue;
            kinds.Add(kind);
            if (kind == message && fits(next["arguments"]![0]!)) return kinds;
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task Send(string text, CancellationToken stop) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, endOfMessage: true, stop);

    private async Task Receive(CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        wait.CancelAfter(Patience);
        var part = new byte[65_536];
        var got = await socket.ReceiveAsync(part, wait.Token);
        if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"The stream was closed: {got.CloseStatusDescription}");

        rest.Append(Encoding.UTF8.GetString(part, 0, got.Count));
        var whole = rest.ToString().Split(End);
        foreach (var message in whole[..^1].Where(it => it.Length > 0)) heard.Enqueue(JsonNode.Parse(message)!);
        rest.Clear().Append(whole[^1]);
    }
}
