using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>The way of OpenAI's transcriptions (POST /v1/audio/transcriptions), which servers for Whisper and its relatives speak too.</summary>
internal sealed class Transcriptions : IRecogniser, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // whoever asks has his own
        MaxResponseContentBufferSize = Recognise.MostAnswerBytes,
    };

    /// <summary>With how sure it is where it can say so, else without.</summary>
    public async Task<HeardSpeech> Run(RecogniserPlace place, byte[] sound, IReadOnlyList<string> hints, CancellationToken stop)
    {
        using var answer = await Ask(place, sound, hints, "verbose_json", stop);
        if (answer.StatusCode == HttpStatusCode.OK) return await Read(answer, stop);
        if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)) throw Refused(answer);

        using var again = await Ask(place, sound, hints, "json", stop);
        return again.StatusCode == HttpStatusCode.OK ? await Read(again, stop) : throw Refused(again);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> Ask(RecogniserPlace place, byte[] sound, IReadOnlyList<string> hints, string format, CancellationToken stop)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(sound) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        form.Add(file, "file", "call.wav");
        foreach (var (name, value) in new[] { ("model", place.Model), ("language", place.Language), ("response_format", format), ("temperature", "0"), ("prompt", string.Join(", ", hints)) })
            if (value.Length > 0) form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, place.Uri) { Content = form };
        if (place.ReadKey() is { Length: > 0 } key) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await http.SendAsync(request, stop);
    }

    private static FormatException Refused(HttpResponseMessage answer) => new($"it answered {(int)answer.StatusCode}");

    private static async Task<HeardSpeech> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop), new JsonDocumentOptions { MaxDepth = 16 });
        if (!json.RootElement.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String) throw new FormatException("it answered without a text");

        var pieces = json.RootElement.TryGetProperty("segments", out var segments) && segments.ValueKind == JsonValueKind.Array ? segments.EnumerateArray().Select(Sure).ToList() : [];
        return new HeardSpeech(text.GetString()!.Trim(), pieces.Count == 0 ? 1 : pieces.Average());
    }

    private static double Sure(JsonElement segment) => Math.Clamp(Math.Exp(Number(segment, "avg_logprob")) * (1 - Number(segment, "no_speech_prob")), 0, 1);

    private static double Number(JsonElement segment, string name) => segment.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : 0;
}
