using System.Net.WebSockets;
using System.Text.Json;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>The protocol of Vosk's WebSocket server: the rate, pieces of sound that are each answered, and an end mark, which is answered last.</summary>
internal sealed class VoskSocket : IRecogniser
{
    private const int Piece = 8_000;

    /// <summary>The samples after the head of a WAV file that we have written ourselves.</summary>
    private const int Head = 44;

    private static readonly byte[] Settings = [.. """{"config" : {"sample_rate" : 8000, "words" : 1}}"""u8];

    /// <summary>Exactly so: other spellings are not understood.</summary>
    private static readonly byte[] EndMark = [.. """{"eof" : 1}"""u8];

    /// <summary>Hints are not sent: it would hear nothing else then.</summary>
    public async Task<HeardSpeech> Run(RecogniserPlace place, byte[] sound, IReadOnlyList<string> hints, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        if (place.ReadKey() is { Length: > 0 } key) socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(place.Uri, stop);

        var (samples, told) = (TelephoneSound.From(sound).AsMemory(Head), new List<Told>());
        await socket.SendAsync(Settings, WebSocketMessageType.Text, endOfMessage: true, stop);
        for (var at = 0; at < samples.Length; at += Piece)
        {
            await socket.SendAsync(samples.Slice(at, Math.Min(Piece, samples.Length - at)), WebSocketMessageType.Binary, endOfMessage: true, stop);
            told.Add(await Answer(socket, stop));
        }

        await socket.SendAsync(EndMark, WebSocketMessageType.Text, endOfMessage: true, stop);
        told.Add(await Answer(socket, stop));
        var said = told.Where(it => it.Text.Length > 0).ToList();
        var words = said.SelectMany(it => it.Sure).ToList();
        return new HeardSpeech(string.Join(' ', said.Select(it => it.Text)), words.Count == 0 ? 1 : words.Average());
    }

    private static async Task<Told> Answer(ClientWebSocket socket, CancellationToken stop)
    {
        var (message, filled) = (new byte[Recognise.MostAnswerBytes], 0);
        while (true)
        {
            var got = await socket.ReceiveAsync(message.AsMemory(filled), stop);
            filled += got.Count;
            if (got.MessageType == WebSocketMessageType.Close) throw new FormatException("it closed the connection");
            if (got.EndOfMessage) return Read(message.AsMemory(0, filled));
            if (filled == message.Length) throw new FormatException("its answer is too large");
        }
    }

    /// <summary>What it only supposes so far comes again.</summary>
    private static Told Read(ReadOnlyMemory<byte> message)
    {
        using var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 16 });
        if (!json.RootElement.TryGetProperty("text", out var text)) return new Told("", []);

        var words = json.RootElement.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array ? result.EnumerateArray() : default;
        return new Told(text.GetString() ?? "", [.. words.Where(it => it.TryGetProperty("conf", out _)).Select(it => Math.Clamp(it.GetProperty("conf").GetDouble(), 0, 1))]);
    }

    private sealed record Told(string Text, IReadOnlyList<double> Sure);
}
