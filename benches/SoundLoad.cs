using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Benches;

/// <summary>
/// The sound of very many calls (RTP, A-law, a packet each 20 ms): the callers' on one socket, the phones' on another. A packet carries
/// the time it was sent at, and Asterisk passes it on untouched, so that its way through is known.
/// </summary>
internal sealed class SoundLoad : IDisposable
{
    private const int Packet = 172;
    private const int Header = 12;
    private const int Slots = 20; // the packets of a frame's time are spread over it
    private const int Buffers = 16 << 20;
    private const ulong Mark = 0x5550_4159_5158_5457;

    private readonly Socket callers = Open();
    private readonly Socket phones = Open();
    private double measuredFrom = double.MaxValue;

    public int CallersPort => ((IPEndPoint)callers.LocalEndPoint!).Port;

    public int PhonesPort => ((IPEndPoint)phones.LocalEndPoint!).Port;

    /// <param name="Lost">Share of what was sent and did not come.</param>
    public sealed record Heard(double Lost, double DelayP50, double DelayP99);

    /// <summary>Both sides of these calls speak for a while.</summary>
    public async Task<Heard> Speak(IReadOnlyList<LoadCall> calls, TimeSpan warmth, TimeSpan window)
    {
        var lines = calls.Where(it => it.IsConnected).SelectMany(it => new[] { new Line(callers, it.CallersSound!), new Line(phones, it.PhonesSound!) }).ToArray();
        Volatile.Write(ref measuredFrom, double.MaxValue); // what is still on its way from before does not count
        var ears = new[] { new Ear(callers, this), new Ear(phones, this) };
        using var over = new CancellationTokenSource();
        var hearing = ears.Select(it => Start(() => it.Hear(over.Token))).ToArray();
        long sent = 0;
        await Start(() => sent = Send(lines, warmth, window));
        await over.CancelAsync();
        await Task.WhenAll(hearing);
        var delays = ears.SelectMany(it => it.Delays).Order().ToList();
        return delays.Count == 0 ? new Heard(1, 0, 0) : new Heard(Math.Max(0, 1 - ((double)delays.Count / sent)), delays[delays.Count / 2], delays[(int)(delays.Count * 0.99)]);
    }

    public void Dispose()
    {
        callers.Dispose();
        phones.Dispose();
    }

    private static Task Start(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = Buffers, SendBufferSize = Buffers, ReceiveTimeout = 100 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static double Now() => Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Answers how many were sent in the window.</summary>
    private long Send(Line[] lines, TimeSpan warmth, TimeSpan window)
    {
        var packet = new byte[Packet];
        (packet[0], packet[1]) = (0x80, 8);
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(Header), Mark);
        var began = Now();
        var (from, end) = (began + warmth.TotalMilliseconds, began + warmth.TotalMilliseconds + window.TotalMilliseconds);
        Volatile.Write(ref measuredFrom, from);
        long sent = 0;
        for (var slot = 0; began + slot < end; slot++)
        {
            while (Now() < began + slot) Thread.Sleep(1);
            for (var at = slot % Slots; at < lines.Length; at += Slots)
            {
                var now = Now();
                lines[at].Send(packet, now);
                if (now >= from) sent++;
            }
        }

        Thread.Sleep(200); // the last are on their way
        return sent;
    }

    /// <summary>One side of a call.</summary>
    private sealed class Line(Socket socket, IPEndPoint to)
    {
        private readonly SocketAddress address = to.Serialize();
        private readonly uint source = (uint)Random.Shared.NextInt64(uint.MaxValue);
        private ushort sequence = (ushort)Random.Shared.Next(ushort.MaxValue);
        private uint time;

        public void Send(byte[] packet, double now)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence++);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), time += 160);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), source);
            BinaryPrimitives.WriteDoubleLittleEndian(packet.AsSpan(Header + 8), now);
            socket.SendTo(packet, SocketFlags.None, address);
        }
    }

    /// <summary>Hears a side of all calls.</summary>
    private sealed class Ear(Socket socket, SoundLoad load)
    {
        public List<double> Delays { get; } = new(1 << 18);

        public void Hear(CancellationToken stop)
        {
            var packet = new byte[2048];
            var from = new SocketAddress(AddressFamily.InterNetwork);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var length = socket.ReceiveFrom(packet, SocketFlags.None, from);
                    if (length < Packet || BinaryPrimitives.ReadUInt64LittleEndian(packet.AsSpan(Header)) != Mark) continue;

                    var sentAt = BinaryPrimitives.ReadDoubleLittleEndian(packet.AsSpan(Header + 8));
                    if (sentAt >= Volatile.Read(ref load.measuredFrom)) Delays.Add(Now() - sentAt);
                }
                catch (SocketException quiet) when (quiet.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
                {
                    // Nobody speaks.
                }
            }
        }
    }
}
