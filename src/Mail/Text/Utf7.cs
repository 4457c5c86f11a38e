using System.Buffers.Text;
using System.Text;

namespace Isberg.Mail.Text;

/// <summary>RFC 2152, which .NET reads no longer by itself; and its relative in IMAP's folder names (RFC 3501, 5.1.3).</summary>
public static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes) => Decode(Encoding.Latin1.GetString(bytes), '+', ',', isImap: false);

    /// <summary>A folder's name as people read it.</summary>
    public static string DecodeFolder(string name) => Decode(name, '&', '/', isImap: true);

    /// <summary>A folder's name as IMAP before version 4rev2 writes it.</summary>
    public static string EncodeFolder(string name)
    {
        var text = new StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            if (name[at] is >= ' ' and <= '~')
            {
                text.Append(name[at] == '&' ? "&-" : name[at].ToString());
                at++;
                continue;
            }

            var end = at;
            while (end < name.Length && name[end] is < ' ' or > '~') end++;
            var shifted = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[at..end])).TrimEnd('=').Replace('/', ',');
            text.Append('&').Append(shifted).Append('-');
            at = end;
        }

        return text.ToString();
    }

    private static string Decode(string written, char shift, char other, bool isImap)
    {
        var text = new StringBuilder(written.Length);
        for (var at = 0; at < written.Length;)
        {
            if (written[at] != shift)
            {
                text.Append(written[at++]);
                continue;
            }

            var end = at + 1;
            while (end < written.Length && IsBase64(written[end], isImap)) end++;
            if (end == at + 1) text.Append(end < written.Length && written[end] == '-' ? shift : written[at]);
            else text.Append(Shifted(isImap ? written[(at + 1)..end].Replace(',', other) : written[(at + 1)..end]));
            at = end < written.Length && written[end] == '-' ? end + 1 : end;
        }

        return text.ToString();
    }

    private static string Shifted(string base64)
    {
        var whole = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        var bytes = new byte[whole.Length];
        if (!Convert.TryFromBase64String(whole, bytes, out var count)) return base64;
        return Encoding.BigEndianUnicode.GetString(bytes, 0, count & ~1);
    }

    private static bool IsBase64(char it, bool isImap) => char.IsAsciiLetterOrDigit(it) || it == '+' || it == (isImap ? ',' : '/');
}
