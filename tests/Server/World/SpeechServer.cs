using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.World;

/// <summary>
/// Writes down what is said, by OpenAI's transcriptions (/v1/audio/transcriptions) and by Vosk's protocol (/vosk), with whatever ear it is given.
/// Under /hangs it never answers, under /broken it refuses, under /old it knows no verbose_json, under /odd and /huge it answers nonsense.
/// </summary>
public sealed class SpeechServer : IAsyncDisposable
{
    private const int HeadBytes = 44;

    private readonly WebApplication app;
    private Func<byte[], CancellationToken, Task<string>> hear;

    private SpeechServer(WebApplication app, Func<byte[], CancellationToken, Task<string>> hear) => (this.app, this.hear) = (app, hear);

    public string Http => $"{app.Urls.Single()}/v1/audio/transcriptions";

    public string Socket => $"{Address.Replace("http", "ws", StringComparison.Ordinal)}/vosk";

    public string Address => app.Urls.Single();

    /// <summary>What came with the sound, in order: the fields of the form, or the messages.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    /// <param name="hear">What is said in 16 bit samples, 8,000 a second.</param>
    public static async Task<SpeechServer> Start(Func<byte[], CancellationToken, Task<string>> hear, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new SpeechServer(app, hear);
        app.UseWebSockets();
        app.Run(server.Answer);
        await app.StartAsync(stop);
        return server;
    }

    /// <summary>Hears with another ear from now on.</summary>
    public void Hear(Func<byte[], CancellationToken, Task<string>> with) => hear = with;

    /// <summary>Whatever is said, it hears these, one after the other.</summary>
    public void Hear(params string[] texts)
    {
        var left = new ConcurrentQueue<string>(texts);
        hear = (_, _) => Task.FromResult(left.TryDequeue(out var text) ? text : "");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        try
        {
            if (path.StartsWith("/hangs", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
            if (context.WebSockets.IsWebSocketRequest) await Listen(context, path);
            else await Transcribe(context, path);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked waits no longer.
        }
    }

    private async Task Transcribe(HttpContext context, string path)
    {
        if (path == "/broken") context.Response.StatusCode = 500;
        if (path == "/odd") await context.Response.WriteAsync("""{"words": 3}""");
        if (path == "/huge") await context.Response.WriteAsync($$"""{"text": "{{new string('a', 1_000_000)}}"}""");
        if (path is "/broken" or "/odd" or "/huge") return;

        var form = await context.Request.ReadFormAsync();
        foreach (var it in form.OrderBy(it => it.Key, StringComparer.Ordinal)) Told.Enqueue($"{it.Key}={it.Value}");
        Told.Enqueue($"authorization={context.Request.Headers.Authorization}");
        if (path == "/old" && form["response_format"] == "verbose_json")
        {
            context.Response.StatusCode = 400;
            return;
        }

        using var sound = new MemoryStream();
        await form.Files["file"]!.CopyToAsync(sound);
        Assert.True(sound.ToArray().AsSpan(0, 4).SequenceEqual("RIFF"u8));
        var answer = new JsonObject { ["text"] = $" {await hear(sound.ToArray()[HeadBytes..], context.RequestAborted)}" };
        if (form["response_format"] == "verbose_json") answer["segments"] = new JsonArray(new JsonObject { ["avg_logprob"] = -0.1, ["no_speech_prob"] = 0.05 });
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    /// <summary>Each piece is answered with what it supposes so far, the end mark with what was said.</summary>
    private async Task Listen(HttpContext context, string path)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var sound = new MemoryStream();
        while (await Next(socket, context.RequestAborted) is { } message)
        {
            if (message.Type == WebSocketMessageType.Binary) sound.Write(message.Content);
            else Told.Enqueue(Encoding.UTF8.GetString(message.Content));
            if (path == "/odd" && message.Type == WebSocketMessageType.Binary) await Say(socket, "nonsense", context.RequestAborted);
            else if (message.Type == WebSocketMessageType.Binary) await Say(socket, """{"partial" : "the"}""", context.RequestAborted);
            else if (Encoding.UTF8.GetString(message.Content) == """{"eof" : 1}""") break;
        }

        var text = await hear(sound.ToArray(), context.RequestAborted);
        var words = text.Split(' ').Select(it => (JsonNode)new JsonObject { ["word"] = it, ["conf"] = 0.9 }).ToArray();
        await Say(socket, new JsonObject { ["result"] = new JsonArray(words), ["text"] = text }.ToJsonString(), context.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    private static Task Say(WebSocket socket, string text, CancellationToken stop) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);

    private static async Task<(WebSocketMessageType Type, byte[] Content)?> Next(WebSocket socket, CancellationToken stop)
    {
        using var message = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (true)
        {
            var got = await socket.ReceiveAsync(piece.AsMemory(), stop);
            if (got.MessageType == WebSocketMessageType.Close) return null;

            message.Write(piece, 0, got.Count);
            if (got.EndOfMessage) return (got.MessageType, message.ToArray());
        }
    }
}
