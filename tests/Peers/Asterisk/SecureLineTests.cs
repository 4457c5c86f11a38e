using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Isberg.Asterisk.World;
using Isberg.World;

namespace Isberg.Peers.Asterisk;

/// <summary>Phones in browsers reach the exchange over TLS, from anywhere; its commands are for this machine alone.</summary>
public sealed class SecureLineTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Authority authority = new();
    private readonly string certificate = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browsers_reach_their_signalling_and_no_commands_and_a_renewed_certificate_cuts_nobody_off()
    {
        var first = NumberOf(authority.Write(certificate));
        await using var asterisk = await AsteriskServer.StartSecure(certificate, Stop);
        await using var line = await Line.Open(asterisk, authority, IPAddress.Parse("127.0.0.3"), Stop);
        Assert.Equal(first, line.Certificate);
        Assert.StartsWith("HTTP/1.1 101 ", await line.Ask("GET /ws HTTP/1.1", Upgrade, Stop), StringComparison.Ordinal);

        foreach (var path in new[] { "/ari/asterisk/info", "/rawman", "/mxml", "/manager", "/arawman", "/amxml", "/amanager", "/ARI/asterisk/info", "/Manager", "/rAWMAN", "/AManager" })
        {
            await using var far = await Line.Open(asterisk, authority, IPAddress.Parse("127.0.0.3"), Stop);
            Assert.StartsWith("HTTP/1.1 403 ", await far.Ask($"GET {path} HTTP/1.1", "", Stop), StringComparison.Ordinal);
        }

        var second = NumberOf(authority.Write(certificate));
        await asterisk.RenewCertificate(Stop);
        await using var later = await Line.Open(asterisk, authority, IPAddress.Loopback, Stop);
        Assert.Equal(second, later.Certificate);
        Assert.Equal(0x8A, await line.Ping(Stop)); // a pong: the connection that was there before is there still
    }

    public void Dispose()
    {
        authority.Dispose();
        File.Delete(certificate);
    }

    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n";

    private static string NumberOf(string pem)
    {
        using var read = X509Certificate2.CreateFromPem(pem);
        return read.GetSerialNumberString();
    }

    /// <summary>One connection, from an address of this machine.</summary>
    private sealed class Line(Socket socket, SslStream stream) : IAsyncDisposable
    {
        public string Certificate => stream.RemoteCertificate!.GetSerialNumberString();

        public static async Task<Line> Open(AsteriskServer asterisk, Authority authority, IPAddress here, CancellationToken stop)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(here, 0));
            await socket.ConnectAsync(IPAddress.Loopback, asterisk.SecureWebSocket.Port, stop);
            var stream = new SslStream(new NetworkStream(socket), false, (_, shown, chain, _) => authority.Trusts(shown, chain));
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, stop);
            return new Line(socket, stream);
        }

        /// <summary>The first line of the answer; the rest of its head is read, too.</summary>
        public async Task<string> Ask(string request, string headers, CancellationToken stop)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{request}\r\nHost: localhost\r\n{headers}\r\n"), stop);
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop).AsTask().WaitAsync(Limit, stop) > 0) head.Append((char)one[0]);
            return head.ToString().Split("\r\n")[0] + " ";
        }

        /// <summary>Sends an empty ping, and answers the first octet of what comes.</summary>
        public async Task<int> Ping(CancellationToken stop)
        {
            await stream.WriteAsync(new byte[] { 0x89, 0x80, 0, 0, 0, 0 }, stop);
            var one = new byte[1];
            return await stream.ReadAsync(one, stop).AsTask().WaitAsync(Limit, stop) > 0 ? one[0] : -1;
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            socket.Dispose();
        }
    }
}
