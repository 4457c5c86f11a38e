using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Isberg.Asterisk;

/// <summary>Carries commands over kept connections, each with a time-out, and tells every failure as one kind of exception.</summary>
internal sealed class AriTransport : IDisposable
{
    // Shorter than Asterisk keeps an idle connection, so that no command is sent into one that is just being closed.
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(20);

    private readonly AriOptions options;
    private readonly HttpClient http;

    public AriTransport(AriOptions options)
    {
        this.options = options;
        http = new HttpClient(Connections(options))
        {
            BaseAddress = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan, // every command brings its own
            MaxResponseContentBufferSize = options.LargestAnswer,
        };
        http.DefaultRequestHeaders.Authorization = options.Authorization;
    }

    public Task<JsonElement> Get(string path, CancellationToken stop) => Send(HttpMethod.Get, path, null, stop);

    public Task<JsonElement> Post(string path, CancellationToken stop, object? body = null) => Send(HttpMethod.Post, path, body, stop);

    public Task<JsonElement> Put(string path, object? body, CancellationToken stop) => Send(HttpMethod.Put, path, body, stop);

    public Task<JsonElement> Delete(string path, CancellationToken stop) => Send(HttpMethod.Delete, path, null, stop);

    /// <summary>What is asked for, and null when it is not there.</summary>
    public async Task<T?> Find<T>(string path, CancellationToken stop)
        where T : class
    {
        try
        {
            return await Read<T>(path, stop);
        }
        catch (AriException refused) when (refused.IsGone)
        {
            return null;
        }
    }

    /// <summary>What is asked for, as it is, and null when it is not there.</summary>
    public async Task<byte[]?> FindBytes(string path, CancellationToken stop)
    {
        try
        {
            return await Ask(HttpMethod.Get, path, null, stop);
        }
        catch (AriException refused) when (refused.IsGone)
        {
            return null;
        }
    }

    public async Task<bool> IsThere(string path, CancellationToken stop) => await FindBytes(path, stop) is not null;

    public async Task<T> Read<T>(string path, CancellationToken stop) => Understood<T>(await Get(path, stop));

    /// <exception cref="AriException">It is something else.</exception>
    public static T Understood<T>(JsonElement answer)
    {
        try
        {
            return answer.Read<T>();
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            throw new AriException(null, $"Asterisk's answer is not a {typeof(T).Name}.", odd);
        }
    }

    /// <summary>A path of escaped pieces.</summary>
    public static string Path(params ReadOnlySpan<string> pieces)
    {
        var path = new StringBuilder();
        foreach (var piece in pieces) path.Append(path.Length == 0 ? "" : "/").Append(Uri.EscapeDataString(piece));
        return path.ToString();
    }

    /// <summary>A path with what is asked; what is null is left out.</summary>
    public static string With(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var whole = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is null) continue;

            whole.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return whole.ToString();
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Connections(AriOptions options) => new()
    {
        MaxConnectionsPerServer = options.Connections,
        PooledConnectionIdleTimeout = KeptIdle,
        ConnectTimeout = options.CommandLimit,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    private async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken stop)
    {
        var content = await Ask(method, path, body, stop);
        try
        {
            return Parsed(content);
        }
        catch (JsonException odd)
        {
            throw new AriException(null, $"Asterisk's answer cannot be read: {Named(method, path)}", odd);
        }
    }

    private async Task<byte[]> Ask(HttpMethod method, string path, object? body, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.CommandLimit);
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = await Json(body, limit.Token);
            using var answer = await http.SendAsync(request, limit.Token);
            var content = await answer.Content.ReadAsByteArrayAsync(limit.Token);
            return answer.IsSuccessStatusCode ? content : throw Refusal(answer.StatusCode, content, method, path);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new AriException(null, $"Asterisk did not answer within {options.CommandLimit.TotalSeconds:0.#} s: {Named(method, path)}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw new AriException(null, $"Asterisk could not be asked: {Named(method, path)}", error);
        }
    }

    // Asterisk wants to know the length beforehand.
    private static async Task<HttpContent> Json(object body, CancellationToken stop)
    {
        var content = JsonContent.Create(body, body.GetType(), options: AriJson.Options);
        await content.LoadIntoBufferAsync(stop);
        return content;
    }

    private static JsonElement Parsed(byte[] content) => content.Length == 0 ? default : JsonElement.Parse(content);

    private static AriException Refusal(HttpStatusCode status, byte[] content, HttpMethod method, string path) =>
        new(status, $"{Said(content) ?? status.ToString()}: {Named(method, path)}");

    private static string? Said(byte[] content)
    {
        try
        {
            var said = Parsed(content);
            if (said.ValueKind is not JsonValueKind.Object) return null;
            return said.TryGetProperty("message", out var text) || said.TryGetProperty("error", out text) ? text.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Without what was asked: values of variables may be about people.
    private static string Named(HttpMethod method, string path) => $"{method} {path.Split('?')[0]}";
}
