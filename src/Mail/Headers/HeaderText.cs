using System.Text;

namespace Isberg.Mail.Headers;

/// <summary>The text of a header's value: unfolded, with encoded words (RFC 2047) decoded, and with 8-bit characters understood (RFC 6532, and those who never asked).</summary>
public static class HeaderText
{
    /// <summary>A header that is longer is of no use to anybody.</summary>
    private const int Longest = 256 * 1024;

    /// <summary>The value on one line, with encoded words as they stand.</summary>
    public static string Unfold(ReadOnlySpan<byte> raw)
    {
        var bytes = raw.Length > Longest ? raw[..Longest] : raw;
        bytes = bytes.Trim(" \t\r\n"u8);
        var text = System.Text.Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : Charsets.Decode(bytes, null);
        return text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
    }

    /// <summary>The value as people read it.</summary>
    public static string Decode(ReadOnlySpan<byte> raw) => Decode(Unfold(raw));

    /// <summary>Decodes the encoded words in an unfolded value. What is broken stays as it is written.</summary>
    public static string Decode(string text)
    {
        var next = text.IndexOf("=?", StringComparison.Ordinal);
        if (next < 0) return text;

        var plain = new StringBuilder(text.Length);
        var words = new WordJoiner(plain);
        var at = 0;
        while (next >= 0)
        {
            if (EncodedWord.TryRead(text, next, out var word, out var end))
            {
                words.Between(text.AsSpan(at, next - at));
                words.Add(word);
                at = end;
            }
            else
            {
                end = next + 2;
            }

            next = end < text.Length ? text.IndexOf("=?", end, StringComparison.Ordinal) : -1;
        }

        words.Between(text.AsSpan(at));
        words.Flush();
        return plain.ToString();
    }

    /// <summary>Joins words that stand side by side: the blank between them counts for nothing, and a character may be split over two of them.</summary>
    private sealed class WordJoiner(StringBuilder plain)
    {
        private readonly List<byte> bytes = [];
        private string? charset;

        public void Add(EncodedWord word)
        {
            if (charset is not null && !charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase)) Flush();
            charset = word.Charset;
            bytes.AddRange(word.Bytes);
        }

        public void Between(ReadOnlySpan<char> text)
        {
            if (charset is not null && text.IsWhiteSpace() && !text.IsEmpty) return;
            if (text.IsEmpty) return;
            Flush();
            plain.Append(text);
        }

        public void Flush()
        {
            if (charset is null) return;
            plain.Append(Charsets.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset).Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ').Replace("\0", "", StringComparison.Ordinal));
            bytes.Clear();
            charset = null;
        }
    }
}
