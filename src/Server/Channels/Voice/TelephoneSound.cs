using System.Buffers.Binary;

namespace Isberg.Channels.Voice;

/// <summary>Makes of any plain WAV file what a telephone carries: 8 000 samples a second, 16 bit, one channel, and loud enough.</summary>
internal static class TelephoneSound
{
    public const int Rate = 8_000;

    /// <summary>Half of the samples that one new sample is made of, at the lower of the two rates.</summary>
    private const int Reach = 16;

    /// <summary>A little below half the rate, so that nothing folds over.</summary>
    private const double Cutoff = 0.45;

    /// <summary>Of the loudest sample, out of 1: 3 dB below the most.</summary>
    private const double Loudest = 0.7;

    private const int HeaderBytes = 44;
    private const int FormatBytes = 16;

    /// <exception cref="FormatException">It is no WAV file of 16 bit samples.</exception>
    public static byte[] From(byte[] wav)
    {
        var (rate, samples) = Read(wav);
        var made = rate == Rate ? samples : Resampled(samples, rate);
        var loudest = made.Length == 0 ? 0 : made.Max(Math.Abs);
        return Written(made, loudest > 0 ? Loudest * short.MaxValue / loudest : 1);
    }

    /// <summary>How long it lasts. Null: it is no WAV file of 16 bit samples.</summary>
    public static TimeSpan? LengthOf(byte[] wav)
    {
        try
        {
            var (rate, samples) = Read(wav);
            return TimeSpan.FromSeconds((double)samples.Length / rate);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The same of plain samples at our rate, as the exchange records them.</summary>
    public static byte[] OfSamples(byte[] samples)
    {
        var plain = Mono(samples, 1);
        var loudest = plain.Length == 0 ? 0 : plain.Max(Math.Abs);
        return Written(plain, loudest > 0 ? Loudest * short.MaxValue / loudest : 1);
    }

    private static (int Rate, double[] Samples) Read(byte[] wav)
    {
        if (wav.Length < HeaderBytes || !wav.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !wav.AsSpan(8, 4).SequenceEqual("WAVE"u8)) throw new FormatException("This is no WAV file.");

        (int Rate, int Channels) format = default;
        for (var at = 12; at + 8 <= wav.Length;)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(wav.AsSpan(at + 4)), (uint)(wav.Length - at - 8));
            var body = wav.AsSpan(at + 8, length);
            if (wav.AsSpan(at, 4).SequenceEqual("fmt "u8)) format = Format(body);
            if (wav.AsSpan(at, 4).SequenceEqual("data"u8)) return format.Rate == 0 ? throw new FormatException("The sound comes before its format.") : (format.Rate, Mono(body, format.Channels));
            at += 8 + length + (length & 1);
        }

        throw new FormatException("There is no sound in the WAV file.");
    }

    private static (int Rate, int Channels) Format(ReadOnlySpan<byte> body)
    {
        if (body.Length < FormatBytes) throw new FormatException("The format of the WAV file is cut off.");

        var (channels, rate, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(body[2..]), BinaryPrimitives.ReadInt32LittleEndian(body[4..]), BinaryPrimitives.ReadUInt16LittleEndian(body[14..]));
        return bits == 16 && channels is 1 or 2 && rate is >= Rate and <= 192_000 ? (rate, channels) : throw new FormatException("The WAV file has another format than 16 bit, mono or stereo.");
    }

    private static double[] Mono(ReadOnlySpan<byte> body, int channels)
    {
        var samples = new double[body.Length / 2 / channels];
        for (var i = 0; i < samples.Length; i++)
        {
            double sum = 0;
            for (var channel = 0; channel < channels; channel++) sum += BinaryPrimitives.ReadInt16LittleEndian(body[(2 * ((i * channels) + channel))..]);
            samples[i] = sum / channels;
        }

        return samples;
    }

    /// <summary>Each new sample is a weighted sum of those around it (a sinc under a Hann window), which keeps out what the lower rate cannot carry.</summary>
    private static double[] Resampled(double[] from, int rate)
    {
        var step = (double)rate / Rate;
        var to = new double[(int)(from.Length / step)];
        var reach = Reach * step;
        for (var i = 0; i < to.Length; i++)
        {
            var middle = i * step;
            double sum = 0, weights = 0;
            for (var at = (int)Math.Max(0, Math.Ceiling(middle - reach)); at <= Math.Min(from.Length - 1, middle + reach); at++)
            {
                var weight = Weight((at - middle) / step);
                sum += from[at] * weight;
                weights += weight;
            }

            to[i] = weights == 0 ? 0 : sum / weights;
        }

        return to;
    }

    private static double Weight(double away)
    {
        var angle = 2 * Math.PI * Cutoff * away;
        var sinc = away == 0 ? 1 : Math.Sin(angle) / angle;
        return sinc * 0.5 * (1 + Math.Cos(Math.PI * away / Reach));
    }

    private static byte[] Written(double[] samples, double factor)
    {
        var wav = new byte[HeaderBytes + (2 * samples.Length)];
        var head = wav.AsSpan();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], FormatBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1); // plain samples
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1); // one channel
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 16);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], 2 * samples.Length);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(head[(HeaderBytes + (2 * i))..], (short)Math.Clamp(samples[i] * factor, short.MinValue, short.MaxValue));
        return wav;
    }
}
