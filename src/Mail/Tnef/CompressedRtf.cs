using System.Buffers.Binary;

namespace Isberg.Mail.Tnef;

/// <summary>Rich text as it is packed in a mail ([MS-OXRTFCP]).</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C, Plain = 0x414C454D;
    private const int Window = 4_096;
    private const int HeaderBytes = 16;
    private const int MostBytes = 16 * 1024 * 1024;

    private static readonly byte[] Begun = System.Text.Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
        + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    /// <summary>Null when it is not packed so.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes) return null;

        var kind = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), MostBytes);
        if (kind == Plain) return bytes.Slice(HeaderBytes, Math.Min(size, bytes.Length - HeaderBytes)).ToArray();
        return kind == Compressed ? Unpack(bytes[HeaderBytes..], size) : null;
    }

    private static byte[] Unpack(ReadOnlySpan<byte> from, int size)
    {
        var window = new byte[Window];
        Begun.CopyTo(window, 0);
        var place = Begun.Length;
        var plain = new List<byte>(Math.Min(size, 64 * 1024));
        for (var at = 0; at < from.Length && plain.Count < size;)
        {
            var control = from[at++];
            for (var bit = 0; bit < 8 && at < from.Length && plain.Count < size; bit++)
            {
                if ((control & (1 << bit)) == 0)
                {
                    Put(from[at++], window, ref place, plain);
                    continue;
                }

                if (at + 2 > from.Length) return [.. plain];
                var reference = BinaryPrimitives.ReadUInt16BigEndian(from[at..]);
                at += 2;
                var begin = reference >> 4;
                if (begin == place % Window) return [.. plain];
                for (var it = 0; it < (reference & 0xF) + 2; it++) Put(window[(begin + it) % Window], window, ref place, plain);
            }
        }

        return [.. plain];
    }

    private static void Put(byte value, byte[] window, ref int place, List<byte> plain)
    {
        window[place % Window] = value;
        place = (place + 1) % Window;
        plain.Add(value);
    }
}
