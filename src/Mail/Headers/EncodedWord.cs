namespace Isberg.Mail.Headers;

/// <summary>One encoded word of RFC 2047: =?charset*language?B or Q?text?=.</summary>
internal readonly record struct EncodedWord(string Charset, byte[] Bytes)
{
    /// <summary>RFC 2047 allows 75 characters; programs write more.</summary>
    private const int Longest = 16 * 1024;

    /// <param name="begin">Where "=?" stands.</param>
    /// <param name="end">Behind the word.</param>
    public static bool TryRead(string text, int begin, out EncodedWord word, out int end)
    {
        (word, end) = (default, begin);
        var charsetEnd = text.IndexOf('?', begin + 2);
        if (charsetEnd < 0 || charsetEnd - begin > 60 || charsetEnd + 2 >= text.Length || text[charsetEnd + 2] != '?') return false;

        var kind = char.ToUpperInvariant(text[charsetEnd + 1]);
        var from = charsetEnd + 3;
        var to = EndOf(text, from, kind);
        if (to < 0 || to - from > Longest) return false;

        var encoded = text.AsSpan(from, to - from);
        var bytes = kind == 'B' ? Base64.Decode(encoded) : kind == 'Q' ? Q(encoded) : null;
        if (bytes is null) return false;

        var charset = text[(begin + 2)..charsetEnd];
        var language = charset.IndexOf('*', StringComparison.Ordinal);
        word = new EncodedWord(language < 0 ? charset : charset[..language], bytes);
        end = Math.Min(to + 2, text.Length);
        return true;
    }

    /// <summary>A question mark may stand unencoded in Q; the word ends with the next "?=" that no hexadecimal digits follow at once.</summary>
    private static int EndOf(string text, int from, char kind)
    {
        var end = text.IndexOf("?=", from, StringComparison.Ordinal);
        while (kind == 'Q' && end >= 0 && end + 3 < text.Length && char.IsAsciiHexDigitUpper(text[end + 2]) && char.IsAsciiHexDigitUpper(text[end + 3])
            && text.IndexOf("?=", end + 2, StringComparison.Ordinal) is > 0 and var further && text.IndexOf("=?", end + 2, further - end - 2, StringComparison.Ordinal) < 0)
            end = further;
        return end;
    }

    private static byte[] Q(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length && Hex(text[at + 1]) is >= 0 and var high && Hex(text[at + 2]) is >= 0 and var low)
            {
                bytes.Add((byte)((high << 4) | low));
                at += 2;
            }
            else if (text[at] <= 0xFF)
            {
                bytes.Add(text[at] == '_' ? (byte)' ' : (byte)text[at]);
            }
            else
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(text[at].ToString()));
            }
        }

        return [.. bytes];
    }

    private static int Hex(char it) => it <= 0x7F ? AsciiBytes.HexDigit((byte)it) : -1;
}
