using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Asterisk.World;

/// <summary>Tells the other end how its sound arrives (RTCP receiver reports, RFC 3550), as badly as a test wants it.</summary>
internal sealed class SoundReports(uint source) : IAsyncDisposable
{
    private const int Length = 32;
    private const byte ReceiverReport = 201;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource over = new();
    private Task sending = Task.CompletedTask;
    private uint theirs;
    private uint heard;
    private ushort highest;

    public void Hear(ReadOnlySpan<byte> packet)
    {
        theirs = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        highest = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        heard++;
    }

    /// <param name="where">Where its sound goes; reports go to the port after it.</param>
    public void Begin(double lost, Func<IPEndPoint?> where) => sending = Task.Run(() => Send(lost, where));

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await sending;
        over.Dispose();
    }

    private async Task Send(double lost, Func<IPEndPoint?> where)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var beat = new PeriodicTimer(Every);
        var before = heard;
        try
        {
            while (await beat.WaitForNextTickAsync(over.Token))
                if (heard > 0 && where() is { } to) await socket.SendAsync(Report(lost, (uint)(lost * (heard - before))), new IPEndPoint(to.Address, to.Port + 1), over.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (SocketException) // nobody is there any more
        {
        }
    }

    private byte[] Report(double lost, uint all)
    {
        var report = new byte[Length];
        (report[0], report[1]) = (0x81, ReceiverReport);
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(2), (Length / 4) - 1);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), source);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(8), theirs);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(12), ((uint)(lost * 256) << 24) | all);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(16), highest);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(20), 8); // a millisecond of jitter
        return report;
    }
}
