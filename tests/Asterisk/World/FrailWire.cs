using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Asterisk.World;

/// <summary>A way to a server on this machine that can be cut: all connections over it break, and new ones may be made.</summary>
public sealed class FrailWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> connections = new();
    private readonly CancellationTokenSource over = new();
    private readonly int port;
    private readonly Task accepting;

    public FrailWire(int port)
    {
        this.port = port;
        listener.Start();
        accepting = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        foreach (var connection in connections.Keys) Break(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        over.Dispose();
    }

    private static void Break(Socket connection)
    {
        try
        {
            connection.LingerState = new LingerOption(enable: true, seconds: 0); // broken off, not closed
            connection.Close();
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException) // it has ended in this moment
        {
        }
    }

    private async Task Accept()
    {
        var carrying = new List<Task>();
        try
        {
            while (true) carrying.Add(Carry(await listener.AcceptSocketAsync(over.Token)));
        }
        catch (OperationCanceledException)
        {
        }

        Cut();
        await Task.WhenAll(carrying);
    }

    private async Task Carry(Socket here)
    {
        using var there = new TcpClient();
        try
        {
            connections[here] = 0;
            await there.ConnectAsync(IPAddress.Loopback, port, over.Token);
            await using var one = new NetworkStream(here);
            var other = there.GetStream();
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
        }
        finally
        {
            connections.TryRemove(here, out _);
            here.Dispose();
        }
    }
}
