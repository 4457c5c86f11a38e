using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Isberg.Mail.Smtp;

/// <summary>The wire to a server: commands out, replies in, each within its time and its size.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>RFC 5321 allows 512 bytes; some servers write more.</summary>
    private const int LongestLine = 4 * 1024;

    private const int MostLines = 200;

    private readonly Socket socket;
    private readonly TimeProvider clock;
    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream;
    private int at;
    private int filled;

    private SmtpConnection(Socket socket, TimeProvider clock)
    {
        (this.socket, this.clock) = (socket, clock);
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    public bool IsSecure => stream is SslStream;

    public IPAddress LocalAddress => ((IPEndPoint)socket.LocalEndPoint!).Address;

    public static async Task<SmtpConnection> Open(string host, int port, SmtpOptions options, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await Within(options.ConnectTimeout, options.Clock, SmtpStep.Connect, async within => await socket.ConnectAsync(host, port, within), stop);
            return new SmtpConnection(socket, options.Clock);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Goes on in TLS. What came before it and was not asked for is somebody else's, and ends everything.</summary>
    public async Task Secure(string host, SmtpOptions options, CancellationToken stop)
    {
        if (at < filled) throw SmtpException.Broken(SmtpStep.Tls, "said something between STARTTLS and TLS, or somebody else did");

        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secured;
        var how = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = options.ServerCertificateValidationCallback,
            CertificateRevocationCheckMode = options.CertificateRevocation,
        };
        try
        {
            await Within(options.ConnectTimeout, clock, SmtpStep.Tls, async within => await secured.AuthenticateAsClientAsync(how, within), stop);
        }
        catch (AuthenticationException error)
        {
            throw new SmtpException(SmtpFate.Permanent, SmtpStep.Tls, $"TLS was not agreed on: {error.Message}", error);
        }
    }

    public Task Write(ReadOnlyMemory<byte> bytes, SmtpStep step, TimeSpan limit, CancellationToken stop) => Within(limit, clock, step, async within => await stream.WriteAsync(bytes, within), stop);

    public async Task<(SmtpReply Reply, IReadOnlyList<string> Lines)> Read(SmtpStep step, TimeSpan limit, CancellationToken stop)
    {
        var lines = new List<string>();
        var code = 0;
        await Within(limit, clock, step, async within => code = await ReadLines(lines, step, within), stop);
        return (SmtpReply.Of(code, lines), lines);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<int> ReadLines(List<string> lines, SmtpStep step, CancellationToken stop)
    {
        while (true)
        {
            var line = await ReadLine(step, stop);
            var isLast = line.Length == 3 || (line.Length > 3 && line[3] == ' ');
            if (line.Length < 3 || (!isLast && line[3] != '-') || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                throw SmtpException.Broken(step, "did not answer as a mail server does");

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (isLast) return code;
            if (lines.Count == MostLines) throw SmtpException.Broken(step, "does not come to an end");
        }
    }

    private async Task<string> ReadLine(SmtpStep step, CancellationToken stop)
    {
        while (true)
        {
            var end = buffer.AsSpan(at, filled - at).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Plain(buffer.AsSpan(at, end));
                at += end + 1;
                return line;
            }

            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            (at, filled) = (0, filled - at);
            if (filled == buffer.Length) throw SmtpException.Broken(step, "does not come to the end of a line");

            var read = await stream.ReadAsync(buffer.AsMemory(filled), stop);
            if (read == 0) throw SmtpException.Lost(step);
            filled += read;
        }
    }

    /// <summary>Without control characters, which would write into somebody's log.</summary>
    private static string Plain(ReadOnlySpan<byte> line) => string.Concat(Encoding.UTF8.GetString(line.TrimEnd((byte)'\r')).Select(it => char.IsControl(it) ? ' ' : it));

    private static async Task Within(TimeSpan limit, TimeProvider clock, SmtpStep step, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(limit, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        try
        {
            await act(within.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw SmtpException.TimedOut(step);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            throw SmtpException.Lost(step, error);
        }
    }
}
