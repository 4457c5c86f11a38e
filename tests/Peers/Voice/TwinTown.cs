using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Isberg.Asterisk.World;

namespace Isberg.Peers.Voice;

/// <summary>A town with two Asterisks, and a real Kamailio in front of them that shares the calls out.</summary>
public sealed class TwinTown : Town
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string kamailio = Directory.CreateTempSubdirectory("isberg-kamailio-").FullName;
    private Process? proxy;

    protected override bool HasSecond => true;

    /// <summary>What the operator calls.</summary>
    public IPEndPoint Front { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Front = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(23_000, 32_000)); // below the ports that the system gives away by itself
        var script = Path.Combine(AsteriskServer.Tree, "scripts/kamailio");
        using (var configure = Process.Start(script, ["configure", kamailio, "--asterisk", Asterisk.Sip.ToString(), "--asterisk", Second!.Sip.ToString(), "--listen", Front.ToString()]))
        {
            await configure.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, configure.ExitCode);
        }

        proxy = Process.Start(new ProcessStartInfo(script, ["start", kamailio]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var log = new StringBuilder();
        proxy.ErrorDataReceived += (_, it) => log.AppendLine(it.Data);
        proxy.BeginErrorReadLine();
        proxy.BeginOutputReadLine();
        if (!await Answers()) Assert.Fail($"Kamailio does not answer: {log}");
    }

    public override async ValueTask DisposeAsync()
    {
        if (proxy is not null)
        {
            proxy.Kill(entireProcessTree: true);
            await proxy.WaitForExitAsync();
            proxy.Dispose();
        }

        Directory.Delete(kamailio, recursive: true);
        await base.DisposeAsync();
    }

    /// <summary>It is there, and answers whoever asks.</summary>
    private async Task<bool> Answers()
    {
        using var socket = new UdpClient(0, AddressFamily.InterNetwork);
        var here = (IPEndPoint)socket.Client.LocalEndPoint!;
        var began = Stopwatch.GetTimestamp();
        for (var asked = 1; Stopwatch.GetElapsedTime(began) < Limit; asked++)
        {
            var question = $"OPTIONS sip:{Front} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{here.Port};branch=z9hG4bK{asked}\r\nMax-Forwards: 9\r\nFrom: <sip:test@127.0.0.1>;tag={asked}\r\nTo: <sip:{Front}>\r\nCall-ID: {asked}@127.0.0.1\r\nCSeq: {asked} OPTIONS\r\nContent-Length: 0\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(question), Front);
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            try
            {
                if (Encoding.ASCII.GetString((await socket.ReceiveAsync(soon.Token)).Buffer).StartsWith("SIP/2.0 200", StringComparison.Ordinal)) return true;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // not yet
            }
        }

        return false;
    }
}
