global using Isberg.Mail.Text;

namespace Isberg.Mail.Text;

/// <summary>Comparing bytes with ASCII words.</summary>
internal static class AsciiBytes
{
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string word)
    {
        if (bytes.Length != word.Length) return false;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != word[at] && (bytes[at] | 0x20) != (word[at] | 0x20)) return false;
        }

        return true;
    }

    public static int HexDigit(byte it) => it switch
    {
        >= (byte)'0' and <= (byte)'9' => it - '0',
        >= (byte)'A' and <= (byte)'F' => it - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => it - 'a' + 10,
        _ => -1,
    };
}
