using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Asterisk.World;

/// <summary>The sound of one call (RTP): sends a tone or silence, hears what comes, presses and hears keys.</summary>
public sealed class CallSound : IAsyncDisposable
{
    private const int Frame = 160; // samples in 20 ms
    private const int KeyFrames = 8;
    private const int PauseFrames = 5;
    private const int MostBehind = 25; // frames that are caught up after the process stood still
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan NoSound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource over = new();
    private readonly Queue<(char Key, int Frame)> keys = new();
    private readonly Queue<short> spoken = new();
    private readonly System.Text.StringBuilder heardKeys = new();
    private readonly uint source = (uint)Random.Shared.NextInt64(uint.MaxValue);
    private readonly Ear ear = new();
    private readonly SoundReports reports;
    private readonly Task sending;
    private readonly Task hearing;
    private volatile SoundOffer? to;
    private ushort sequence = (ushort)Random.Shared.Next(ushort.MaxValue);
    private uint time;
    private uint keyTime;
    private uint lastKey;
    private long received;
    private double angle;

    public CallSound()
    {
        reports = new SoundReports(source);
        (sending, hearing) = (Task.Run(Send), Task.Run(Hear));
    }

    public IPEndPoint Here => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>In hertz; 0: silence.</summary>
    public int Tone { get; set; }

    /// <summary>As if the line were cut: nothing is sent any more.</summary>
    public bool IsCut { get; set; }

    /// <summary>The share of what is sent that gets lost on its way.</summary>
    public double Loses { get; set; }

    /// <summary>In packets.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>The keys that the other end has pressed.</summary>
    public string Keys
    {
        get
        {
            lock (heardKeys) return heardKeys.ToString();
        }
    }

    /// <summary>From now on it tells the other end (RTCP) that this share of what it sends has not come.</summary>
    public void Report(double lost) => reports.Begin(lost, () => to?.To);

    /// <summary>Sends there from now on.</summary>
    public void Connect(SoundOffer offer) => to = offer;

    public void Press(string pressed)
    {
        lock (keys)
            foreach (var key in pressed)
                for (var frame = 0; frame < KeyFrames + PauseFrames; frame++) keys.Enqueue((key, frame));
    }

    /// <summary>Says something, 8,000 samples a second, before it goes on with its tone or silence.</summary>
    public void Speak(IEnumerable<short> samples)
    {
        lock (spoken)
            foreach (var it in samples) spoken.Enqueue(it);
    }

    /// <summary>Until a tone comes for three tenths of a second, from now on.</summary>
    public Task Hears(int hertz, CancellationToken stop) => Within(ear.Tone(hertz), $"No tone of {hertz} Hz", stop);

    /// <summary>Until music or a voice comes: sound that is none of these tones.</summary>
    public Task HearsMusic(CancellationToken stop, params int[] not) => Within(ear.Sound(not), "No music", stop);

    /// <summary>Until what comes is silent, or nothing comes for a while.</summary>
    public Task HearsSilence(CancellationToken stop) => Within(Task.WhenAny(ear.Silence(), NothingComes()), "No silence", stop);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(sending, hearing);
        await reports.DisposeAsync();
        socket.Dispose();
        over.Dispose();
    }

    private async Task Within(Task heard, string otherwise, CancellationToken stop)
    {
        try
        {
            await heard.WaitAsync(Limit, stop);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{otherwise} within {Limit.TotalSeconds} s: {Received} packets, {ear.Pieces} tenths of a second, last {ear.Last}.", late);
        }
    }

    private bool IsPressing
    {
        get
        {
            lock (keys) return keys.Count > 0;
        }
    }

    private async Task NothingComes()
    {
        for (var before = -1L; before != Received && !over.IsCancellationRequested;)
        {
            before = Received;
            await Task.WhenAny(Task.Delay(NoSound), Task.Delay(Timeout.Infinite, over.Token));
        }
    }

    private async Task Send()
    {
        using var beat = new PeriodicTimer(FrameTime);
        var (began, sent) = (Stopwatch.GetTimestamp(), 0L);
        try
        {
            while (await beat.WaitForNextTickAsync(over.Token))
            {
                var due = (long)(Stopwatch.GetElapsedTime(began) / FrameTime);
                for (sent = Math.Max(sent, due - (IsPressing ? 1 : MostBehind)); sent < due; sent++) SendFrame(); // keys keep their time
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void SendFrame()
    {
        time += Frame;
        if (to is not { } where || IsCut) return;

        (char Key, int Frame) pressed;
        bool isKey;
        lock (keys) isKey = keys.TryDequeue(out pressed);
        if (isKey && pressed.Frame < KeyFrames) SendKey(where, pressed.Key, pressed.Frame);
        else SendPacket(where, where.Codec, isMarked: false, time, NextTone(where.Codec));
    }

    private byte[] NextTone(int codec)
    {
        var sound = new byte[Frame];
        for (var at = 0; at < Frame; at++)
        {
            angle += 2 * Math.PI * Tone / 8000;
            sound[at] = G711.Encode(NextSpoken() ?? (Tone == 0 ? (short)0 : (short)(8000 * Math.Sin(angle))), codec);
        }

        return sound;
    }

    private short? NextSpoken()
    {
        lock (spoken) return spoken.TryDequeue(out var sample) ? sample : null;
    }

    private void SendKey(SoundOffer where, char key, int frame)
    {
        if (frame == 0) keyTime = time;
        var event_ = new byte[4];
        event_[0] = (byte)"0123456789*#ABCD".IndexOf(key, StringComparison.Ordinal);
        event_[1] = (byte)(frame == KeyFrames - 1 ? 0x8A : 0x0A); // the end bit, and a volume
        BinaryPrimitives.WriteUInt16BigEndian(event_.AsSpan(2), (ushort)((frame + 1) * Frame));
        var times = frame == KeyFrames - 1 ? 3 : 1;
        for (var again = 0; again < times; again++) SendPacket(where, where.Keys, isMarked: frame == 0, keyTime, event_);
    }

    private void SendPacket(SoundOffer where, int type, bool isMarked, uint at, byte[] content)
    {
        var packet = new byte[12 + content.Length];
        (packet[0], packet[1]) = (0x80, (byte)(type | (isMarked ? 0x80 : 0)));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), at);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), source);
        content.CopyTo(packet, 12);
        if ((int)(sequence * Loses) != (int)((sequence - 1) * Loses)) return;

        try
        {
            socket.Send(packet, where.To);
        }
        catch (SocketException) // nobody is there any more
        {
        }
    }

    private async Task Hear()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                HearPacket((await socket.ReceiveAsync(over.Token)).Buffer);
            }
            catch (OperationCanceledException)
            {
            }
            catch (SocketException) // an earlier packet of ours met nobody
            {
            }
        }
    }

    private void HearPacket(byte[] packet)
    {
        if (packet.Length <= 12 || packet[0] >> 6 != 2) return;

        Interlocked.Increment(ref received);
        reports.Hear(packet);
        var type = packet[1] & 0x7F;
        var content = packet.AsSpan(12 + (4 * (packet[0] & 0x0F)));
        if (type is 0 or 8) ear.Hear(Decoded(content, type));
        else if (type == to?.Keys && content.Length >= 4 && (content[1] & 0x80) != 0) HearKey(content[0], BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)));
    }

    // The end of a key is told three times, with one time stamp.
    private void HearKey(byte key, uint at)
    {
        if (at == lastKey) return;

        lastKey = at;
        lock (heardKeys) heardKeys.Append("0123456789*#ABCD"[key]);
    }

    private static short[] Decoded(ReadOnlySpan<byte> content, int type)
    {
        var sound = new short[content.Length];
        for (var at = 0; at < content.Length; at++) sound[at] = G711.Decode(content[at], type);
        return sound;
    }
}
