using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Isberg.Contacts;

/// <summary>
/// Asks ClamAV's daemon whether there is something harmful in a file, by its command INSTREAM. Where no daemon is configured,
/// every file is clean; where one is and does not answer, none is.
/// </summary>
public sealed partial class VirusScanner : IDisposable
{
    public const string Setting = "Isberg:Scanner";

    public static readonly Refusal Unsafe = new("file.unsafe", "The virus scanner found something harmful in the file. It was not taken in.");
    public static readonly Refusal Unscanned = new("file.unscanned", "Files cannot be checked right now. Try again in a few minutes.");

    /// <summary>The scanner has a limit of its own, and this is beyond it: nobody vouches for the file, now or later.</summary>
    public static readonly Refusal Unscannable = new("file.unscannable", "The file is too large for the virus scanner. It was not taken in.");

    private const int MostAtOnce = 4;
    private const int LongestAnswer = 4_096;
    private const int ChunkBytes = 65_536;

    private static readonly Waits Usual = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    private readonly EndPoint? daemon;
    private readonly Waits waits;
    private readonly ILogger<VirusScanner> log;
    private readonly SemaphoreSlim lanes = new(MostAtOnce, MostAtOnce);

    /// <param name="address"><c>unix:/path</c> or <c>tcp:127.0.0.1:3310</c>; null or empty: there is no scanner.</param>
    public VirusScanner(string? address, ILogger<VirusScanner> log, Waits? waits = null) =>
        (daemon, this.log, this.waits) = (string.IsNullOrWhiteSpace(address) ? null : DaemonAt(address.Trim()), log, waits ?? Usual);

    /// <param name="Connect">How long the daemon may take to pick up.</param>
    /// <param name="Answer">… and then to read a file and judge it; no longer is waited for a lane either.</param>
    public sealed record Waits(TimeSpan Connect, TimeSpan Answer);

    /// <summary>Null: the file is clean. Otherwise why it may not be taken in.</summary>
    public async Task<Refusal?> Check(Stream content, CancellationToken stop)
    {
        if (daemon is null) return null;
        if (!await lanes.WaitAsync(waits.Answer, stop)) return Silent("it is busy");

        try
        {
            return Judge(await Ask(daemon, content, stop));
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return Silent(error is OperationCanceledException ? "it took too long" : error.Message);
        }
        finally
        {
            lanes.Release();
        }
    }

    public void Dispose() => lanes.Dispose();

    /// <summary>Files are sent as they are: beyond this machine anybody on the line could read them.</summary>
    private static EndPoint DaemonAt(string address)
    {
        if (address.StartsWith("unix:/", StringComparison.Ordinal)) return new UnixDomainSocketEndPoint(address["unix:".Length..]);
        if (address.StartsWith("tcp:", StringComparison.Ordinal) && IPEndPoint.TryParse(address["tcp:".Length..], out var at) && at.Port > 0 && IPAddress.IsLoopback(at.Address)) return at;
        throw new InvalidOperationException($"{Setting} is \"{address}\". It must be unix:/path/of/the/socket, or tcp:127.0.0.1:PORT on this machine.");
    }

    private async Task<string?> Ask(EndPoint at, Stream content, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(waits.Connect);
        using var socket = new Socket(at.AddressFamily, SocketType.Stream, at is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        await socket.ConnectAsync(at, late.Token);

        late.CancelAfter(waits.Answer);
        await using var line = new NetworkStream(socket);
        await Send(content, line, late.Token);
        return await Answer(line, late.Token);
    }

    /// <summary>Each part with its length before it; a length of nothing ends the file.</summary>
    private static async Task Send(Stream content, NetworkStream line, CancellationToken stop)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), stop);
        var part = new byte[sizeof(int) + ChunkBytes];
        while (await content.ReadAsync(part.AsMemory(sizeof(int)), stop) is > 0 and var read)
        {
            BinaryPrimitives.WriteInt32BigEndian(part, read);
            await line.WriteAsync(part.AsMemory(0, sizeof(int) + read), stop);
        }

        await line.WriteAsync(new byte[sizeof(int)], stop);
    }

    /// <summary>Null: it broke off before its end.</summary>
    private static async Task<string?> Answer(NetworkStream line, CancellationToken stop)
    {
        var bytes = new byte[LongestAnswer];
        var length = 0;
        while (length < bytes.Length && await line.ReadAsync(bytes.AsMemory(length), stop) is > 0 and var read)
        {
            length += read;
            if (bytes.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end) return Encoding.UTF8.GetString(bytes, 0, end);
        }

        return null;
    }

    private Refusal? Judge(string? answer)
    {
        if (answer == "stream: OK") return null;
        if (answer?.Contains("size limit exceeded", StringComparison.Ordinal) == true)
        {
            NotChecked(log, Plain(answer));
            return Unscannable;
        }

        if (answer?.EndsWith(" FOUND", StringComparison.Ordinal) != true) return Silent(answer is null ? "it broke off" : Plain(answer));

        Found(log, Plain(answer));
        return Unsafe;
    }

    private Refusal Silent(string why)
    {
        NotChecked(log, why);
        return Unscanned;
    }

    private static string Plain(string answer) => string.Concat(answer.Where(it => !char.IsControl(it)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The virus scanner found something harmful in a file, which was not taken in: {Answer}")]
    private static partial void Found(ILogger log, string answer);

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner did not check a file: {Why}")]
    private static partial void NotChecked(ILogger log, string why);
}
