using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Isberg.Peers.Voice;

/// <summary>A WAV file in two tracks, as somebody hears it: how long, and which tone at which moment.</summary>
internal sealed class HeardTracks
{
    private const int Rate = 8_000, Piece = Rate / 10, HeaderBytes = 44;

    private readonly short[] samples;

    public HeardTracks(byte[] wav)
    {
        Assert.Equal(("RIFF", wav.Length - 8, 2), (System.Text.Encoding.ASCII.GetString(wav, 0, 4), BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)), BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22))));
        samples = MemoryMarshal.Cast<byte, short>(wav.AsSpan(HeaderBytes)).ToArray();
    }

    public TimeSpan Length => TimeSpan.FromSeconds(samples.Length / 2.0 / Rate);

    /// <summary>So long the caller's track holds this tone.</summary>
    public TimeSpan Caller(int hertz) => Sounds(0, hertz);

    /// <summary>So long the staff's track holds this tone.</summary>
    public TimeSpan Staff(int hertz) => Sounds(1, hertz);

    private TimeSpan Sounds(int track, int hertz)
    {
        var pieces = 0;
        for (var at = 0; at + Piece <= samples.Length / 2; at += Piece)
            if (Share(track, at, hertz) > 0.7) pieces++;
        return TimeSpan.FromSeconds(pieces / 10.0);
    }

    /// <summary>How much of the power lies at a frequency, from 0 to 1 (Goertzel's algorithm); nothing in silence.</summary>
    private double Share(int track, int from, int hertz)
    {
        var (turn, one, two, all) = (2 * Math.Cos(2 * Math.PI * hertz / Rate), 0.0, 0.0, 0.0);
        for (var at = from; at < from + Piece; at++)
        {
            var sample = samples[(2 * at) + track];
            (one, two) = (sample + (turn * one) - two, one);
            all += (double)sample * sample;
        }

        var power = (one * one) + (two * two) - (turn * one * two);
        return all < 300.0 * 300 * Piece ? 0 : 2 * power / (all * Piece);
    }
}
