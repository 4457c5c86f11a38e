using System.Buffers.Binary;

namespace Isberg.Peers.Voice;

/// <summary>A WAV file with one tone, as a program that speaks would write it.</summary>
internal static class Wave
{
    private const int Usual = 22_050;

    public static byte[] Tone(int hertz, TimeSpan length, int rate = Usual)
    {
        var samples = (int)(rate * length.TotalSeconds);
        var wav = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        ReadOnlySpan<short> format = [16, 0, 1, 1];
        for (var i = 0; i < format.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(16 + (2 * i)), format[i]);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 2 * rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * samples);
        for (var i = 0; i < samples; i++) BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * i)), (short)(8_000 * Math.Sin(2 * Math.PI * hertz * i / rate)));
        return wav;
    }
}
