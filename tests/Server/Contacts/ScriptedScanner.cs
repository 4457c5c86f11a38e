using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isberg.Contacts;

/// <summary>Speaks ClamAV's INSTREAM as its manual has it, and says of a file what the test wants.</summary>
internal sealed class ScriptedScanner : IAsyncDisposable
{
    /// <summary>What the usual script finds harmful.</summary>
    public const string Harm = "harmful-on-purpose";

    private readonly Socket listener;
    private readonly CancellationTokenSource end = new();
    private readonly Task work;

    private ScriptedScanner(Socket listener, string address)
    {
        (this.listener, Address) = (listener, address);
        work = Listen();
    }

    /// <summary>As the setting has it.</summary>
    public string Address { get; }

    /// <summary>The answer to a file, with its end; null: none ever comes.</summary>
    public Func<byte[], string?> Says { get; set; } =
        it => it.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Harm)) >= 0 ? "stream: Isberg.Test FOUND\0" : "stream: OK\0";

    public byte[] Last { get; private set; } = [];

    public static ScriptedScanner Tcp()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return new ScriptedScanner(listener, $"tcp:{listener.LocalEndPoint}");
    }

    public static ScriptedScanner Unix(string folder)
    {
        var path = Path.Combine(folder, "scanner.sock");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return new ScriptedScanner(listener, $"unix:{path}");
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await work;
        listener.Dispose();
        end.Dispose();
    }

    private async Task Listen()
    {
        List<Task> all = [];
        try
        {
            while (true) all.Add(Serve(await listener.AcceptAsync(end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(all);
        }
    }

    private async Task Serve(Socket caller)
    {
        using var line = new NetworkStream(caller, ownsSocket: true);
        try
        {
            var file = await FileOn(line);
            Last = file;
            if (Says(file) is { } answer) await line.WriteAsync(Encoding.UTF8.GetBytes(answer), end.Token);
            else await Task.Delay(Timeout.Infinite, end.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The caller hung up, or the test is over.
        }
    }

    private async Task<byte[]> FileOn(NetworkStream line)
    {
        var command = new byte["zINSTREAM\0".Length];
        await line.ReadExactlyAsync(command, end.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));

        using var file = new MemoryStream();
        var length = new byte[sizeof(int)];
        while (true)
        {
            await line.ReadExactlyAsync(length, end.Token);
            var part = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (part.Length == 0) return file.ToArray();
            await line.ReadExactlyAsync(part, end.Token);
            file.Write(part);
        }
    }
}
