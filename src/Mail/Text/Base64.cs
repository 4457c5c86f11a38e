namespace Isberg.Mail.Text;

/// <summary>Base64 as mails write it: in lines, with strange characters in between and padding in wrong places or none.</summary>
public static class Base64
{
    private static readonly sbyte[] Values = MakeValues();

    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        for (var at = 0; at < text.Length; at++) bytes[at] = text[at] <= 0x7F ? (byte)text[at] : (byte)'.';
        var decoder = new Base64Decoder();
        var result = new byte[(bytes.Length * 3 / 4) + 3];
        var written = decoder.Decode(bytes, result, isEnd: true);
        return result[..written];
    }

    internal static int ValueOf(byte it) => Values[it];

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var at = 0; at < letters.Length; at++) values[letters[at]] = (sbyte)at;
        (values['-'], values['_']) = (62, 63); // the alphabet of addresses, which some programs mix in
        return values;
    }
}

/// <summary>Decodes what a part's transfer encoding has encoded, piece by piece.</summary>
internal interface IContentDecoder
{
    /// <summary>The most bytes that come out of so many.</summary>
    int MostFrom(int bytes);

    int Decode(ReadOnlySpan<byte> from, Span<byte> into, bool isEnd);
}

internal sealed class Base64Decoder : IContentDecoder
{
    private int bits;
    private int count;
    private bool isPadded;

    public int MostFrom(int bytes) => ((bytes + 4) / 4 * 3) + 3;

    public int Decode(ReadOnlySpan<byte> from, Span<byte> into, bool isEnd)
    {
        var written = 0;
        foreach (var it in from)
        {
            var value = Base64.ValueOf(it);
            if (value < 0)
            {
                if (it == '=') written += Pad(into[written..]);
                continue;
            }

            isPadded = false;
            bits = (bits << 6) | value;
            if (++count < 4) continue;
            into[written] = (byte)(bits >> 16);
            into[written + 1] = (byte)(bits >> 8);
            into[written + 2] = (byte)bits;
            (written, bits, count) = (written + 3, 0, 0);
        }

        return isEnd ? written + Pad(into[written..]) : written;
    }

    /// <summary>What stands before a padding sign is whole; behind it another piece may begin.</summary>
    private int Pad(Span<byte> into)
    {
        if (isPadded || count < 2)
        {
            (bits, count) = (0, 0);
            return 0;
        }

        var written = count - 1;
        bits <<= 6 * (4 - count);
        into[0] = (byte)(bits >> 16);
        if (written == 2) into[1] = (byte)(bits >> 8);
        (bits, count, isPadded) = (0, 0, true);
        return written;
    }
}
