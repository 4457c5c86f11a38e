using System.Buffers.Binary;
using System.Text;

namespace Isberg.Mail.Tnef;

/// <summary>One property of a packed mail or file.</summary>
internal readonly record struct MapiProperty(int Id, int Type, ReadOnlyMemory<byte> Value)
{
    public bool IsObject => Type == MapiProperties.ObjectType;

    public bool IsBinary => Type == MapiProperties.BinaryType;

    public string Text(Encoding charset) => Type == MapiProperties.UnicodeType
        ? Encoding.Unicode.GetString(Value.Span).TrimEnd('\0')
        : charset.GetString(Value.Span).TrimEnd('\0');
}

/// <summary>Reads a list of properties ([MS-OXTNEF] 2.1.3.4).</summary>
internal static class MapiProperties
{
    public const int AttachData = 0x3701, AttachFileName = 0x3704, AttachLongFileName = 0x3707, AttachMimeTag = 0x370E, RtfCompressed = 0x1009, Body = 0x1000, BodyHtml = 0x1013;
    public const int ObjectType = 0x0D, StringType = 0x1E, UnicodeType = 0x1F, BinaryType = 0x102;

    private const int Many = 0x1000;
    private const int FirstNamed = 0x8000;
    private const int MostProperties = 5_000;
    private const int MostValues = 10_000;

    /// <summary>Ends where the list can no longer be understood.</summary>
    public static List<MapiProperty> Read(ReadOnlyMemory<byte> bytes)
    {
        var found = new List<MapiProperty>();
        var at = 0;
        if (!TryNumber(bytes, ref at, out var count)) return found;

        for (var it = 0; it < Math.Min(count, MostProperties); it++)
            if (!TryOne(bytes, ref at, found)) break;
        return found;
    }

    private static bool TryOne(ReadOnlyMemory<byte> bytes, ref int at, List<MapiProperty> found)
    {
        if (!TryNumber(bytes, ref at, out var tag)) return false;

        var (type, id) = ((int)(tag & 0xFFFF), (int)(tag >> 16));
        if (id >= FirstNamed && !SkipName(bytes, ref at)) return false;

        var isMany = (type & Many) != 0;
        type &= ~Many;
        uint values = 1;
        if ((isMany || SizeOf(type) == 0) && !TryNumber(bytes, ref at, out values)) return false;

        for (var it = 0; it < Math.Min(values, MostValues); it++)
        {
            if (!TryValue(bytes, ref at, type, out var value)) return false;
            if (it == 0) found.Add(new MapiProperty(id, type, value));
        }

        return values <= MostValues;
    }

    private static bool SkipName(ReadOnlyMemory<byte> bytes, ref int at)
    {
        at += 16;
        if (!TryNumber(bytes, ref at, out var kind) || !TryNumber(bytes, ref at, out var number)) return false;
        if (kind == 0) return true;

        at += Padded((int)Math.Min(number, int.MaxValue - 4));
        return at >= 0 && at <= bytes.Length;
    }

    private static bool TryValue(ReadOnlyMemory<byte> bytes, ref int at, int type, out ReadOnlyMemory<byte> value)
    {
        value = default;
        var size = (uint)SizeOf(type);
        if (size == 0 && !TryNumber(bytes, ref at, out size)) return false;
        if (size > bytes.Length - at) return false;

        value = bytes.Slice(at, (int)size);
        at = Math.Min(at + Padded((int)size), bytes.Length);
        return true;
    }

    /// <summary>Bytes of a value of that type; 0: its size is told before it.</summary>
    private static int SizeOf(int type) => type switch
    {
        0x02 or 0x0B or 0x03 or 0x04 or 0x0A => 4,
        0x05 or 0x06 or 0x07 or 0x14 or 0x40 => 8,
        0x48 => 16,
        0x01 => 4,
        _ => 0,
    };

    private static int Padded(int size) => (size + 3) & ~3;

    private static bool TryNumber(ReadOnlyMemory<byte> bytes, ref int at, out uint number)
    {
        number = 0;
        if (at < 0 || at + 4 > bytes.Length) return false;

        number = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
        at += 4;
        return true;
    }
}
