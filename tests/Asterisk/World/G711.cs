namespace Isberg.Asterisk.World;

/// <summary>The two usual codecs of telephones (ITU-T G.711): 8 bits for each of 8000 samples a second.</summary>
public static class G711
{
    private static readonly short[] FromALaw = [.. Enumerable.Range(0, 256).Select(it => ReadALaw((byte)it))];
    private static readonly short[] FromMuLaw = [.. Enumerable.Range(0, 256).Select(it => ReadMuLaw((byte)it))];

    public static short Decode(byte code, int codec) => codec == 8 ? FromALaw[code] : FromMuLaw[code];

    public static byte Encode(short sample, int codec) => codec == 8 ? ToALaw(sample) : ToMuLaw(sample);

    private static short ReadALaw(byte code)
    {
        code ^= 0x55;
        var (exponent, mantissa) = ((code >> 4) & 7, code & 15);
        var size = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (short)((code & 0x80) != 0 ? size : -size);
    }

    private static short ReadMuLaw(byte code)
    {
        code = (byte)~code;
        var size = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
        return (short)((code & 0x80) != 0 ? -size : size);
    }

    private static byte ToALaw(short sample)
    {
        var size = Math.Min(Math.Abs((int)sample), 32_635);
        var exponent = size < 256 ? 0 : Math.Min(7, int.Log2(size) - 7);
        var mantissa = exponent == 0 ? size >> 4 : (size >> (exponent + 3)) & 15;
        return (byte)(((sample >= 0 ? 0x80 : 0) | (exponent << 4) | (mantissa & 15)) ^ 0x55);
    }

    private static byte ToMuLaw(short sample)
    {
        var size = Math.Min(Math.Abs((int)sample), 32_635) + 0x84;
        var exponent = int.Log2(size) - 7;
        return (byte)~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((size >> (exponent + 3)) & 15));
    }
}
