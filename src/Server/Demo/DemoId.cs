using System.Security.Cryptography;
using System.Text;

namespace Isberg.Demo;

/// <summary>Ids of the demonstration: the same name gives the same id on every machine.</summary>
internal static class DemoId
{
    public static Guid Of(string name)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"isberg demo {name}"), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made by a rule of our own
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes[..16], bigEndian: true);
    }

    /// <summary>An id that sorts by its moment, as those made in earnest do.</summary>
    public static Guid At(DateTimeOffset moment, Random chance)
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        var milliseconds = moment.ToUnixTimeMilliseconds();
        for (var it = 0; it < 6; it++) bytes[it] = (byte)(milliseconds >> (8 * (5 - it)));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
