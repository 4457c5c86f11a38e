using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Asks a business system for what it knows: one JSON object, from a place that whoever runs the server has allowed, within a time and a size.</summary>
public sealed partial class LookUp(LookUpOptions options, ILogger<LookUp> log) : IDisposable
{
    public const int MostBytes = 64 * 1024;

    private const int MostFields = 50;
    private const int LongestValue = 200;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the place that is allowed answers, or none
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = Connect,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each has its own
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The plain fields of the answer by name; null when there is none, or when it is not what was asked for.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> Run(string url, IReadOnlyDictionary<string, string> values, TimeSpan limit)
    {
        if (FlowWords.OriginOf(url) is not { } origin || options.Find(origin) is not { } place || FlowWords.Address(url, values) is not { } address) return null;

        using var within = new CancellationTokenSource(limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "application/json" } } };
            if (place.ReadAuthorization() is { Length: > 0 } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var answer = await http.SendAsync(request, within.Token);
            if (answer.StatusCode == HttpStatusCode.OK) return Fields(await answer.Content.ReadAsByteArrayAsync(within.Token));

            Failed(log, origin, $"it answered {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException)
        {
            Failed(log, origin, "it took too long");
        }
#pragma warning disable CA1031 // A border: whatever another system does, the caller goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, origin, error.GetType().Name); // a message may hold what the caller typed
        }

        return null;
    }

    /// <summary>A machine's own neighbourhood, where clouds keep their keys, is nobody's business system.</summary>
    public static bool MayAsk(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && plain.GetAddressBytes() is not ([169, 254, _, _] or [>= 224, _, _, _] or [0, _, _, _]);
    }

    public void Dispose() => http.Dispose();

    private static Dictionary<string, string>? Fields(byte[] body)
    {
        using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
        if (json.RootElement.ValueKind != JsonValueKind.Object) return null;

        return json.RootElement.EnumerateObject().Select(it => (it.Name, Value: Plain(it.Value))).Where(it => it.Value is not null && FlowWords.IsName(it.Name)).Take(MostFields)
            .GroupBy(it => it.Name, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.Last().Value!, StringComparer.Ordinal);
    }

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: <= LongestValue } text => text.Trim(),
        JsonValueKind.Number => value.GetRawText() is { Length: <= 20 } number ? number : value.GetDouble().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var allowed = found.Where(MayAsk).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException("There is no such place.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A flow could not look something up at {Place}: {Why}")]
    private static partial void Failed(ILogger log, string place, string why);
}
