namespace Isberg.Mail.Text;

/// <summary>Quoted-printable (RFC 2045, 6.7), forgiving: what is no valid sequence stays as it stands.</summary>
internal sealed class QuotedPrintableDecoder : IContentDecoder
{
    private readonly List<byte> held = []; // a sequence, or blanks at a line's end, whose rest is still to come

    public int MostFrom(int bytes) => bytes + held.Count + 4;

    public int Decode(ReadOnlySpan<byte> from, Span<byte> into, bool isEnd)
    {
        if (held.Count > 0)
        {
            held.AddRange(from);
            var joined = held.ToArray();
            held.Clear();
            return DecodeAll(joined, into, isEnd);
        }

        return DecodeAll(from, into, isEnd);
    }

    private int DecodeAll(ReadOnlySpan<byte> from, Span<byte> into, bool isEnd)
    {
        var written = 0;
        for (var at = 0; at < from.Length;)
        {
            var plain = from[at..].IndexOfAny("= \t"u8);
            if (plain < 0) plain = from.Length - at;
            from.Slice(at, plain).CopyTo(into[written..]);
            (at, written) = (at + plain, written + plain);
            if (at == from.Length) break;

            var used = from[at] == '=' ? Sequence(from[at..], into, ref written, isEnd) : Blanks(from[at..], into, ref written, isEnd);
            if (used == 0)
            {
                held.AddRange(from[at..]);
                break;
            }

            at += used;
        }

        return written;
    }

    /// <returns>How many bytes were used; 0: more must come first.</returns>
    private static int Sequence(ReadOnlySpan<byte> from, Span<byte> into, ref int written, bool isEnd)
    {
        if (SoftBreak(from) is > 0 and var length) return length;
        var isUndecided = from.Length < 3 || (from.Length < 1_000 && from[1..].IndexOfAnyExcept((byte)' ', (byte)'\t') < 0);
        if (isUndecided && !isEnd) return 0;
        if (from.Length >= 3 && AsciiBytes.HexDigit(from[1]) is >= 0 and var high && AsciiBytes.HexDigit(from[2]) is >= 0 and var low)
        {
            into[written++] = (byte)((high << 4) | low);
            return 3;
        }

        if (from.Length == 1) return 1; // the last line's soft break has lost its end
        into[written++] = (byte)'=';
        return 1;
    }

    /// <summary>"=" at the end of a line, blanks behind it included.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> from)
    {
        var at = 1;
        while (at < from.Length && from[at] is (byte)' ' or (byte)'\t') at++;
        if (at >= from.Length) return 0;
        if (from[at] == '\n') return at + 1;
        return from[at] == '\r' && at + 1 < from.Length && from[at + 1] == '\n' ? at + 2 : 0;
    }

    /// <summary>Blanks at the end of a line were added on the way.</summary>
    private static int Blanks(ReadOnlySpan<byte> from, Span<byte> into, ref int written, bool isEnd)
    {
        var count = from.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (count < 0 && !isEnd && from.Length < 1_000) return 0;
        if (count < 0) count = from.Length;
        var isAtLineEnd = count == from.Length ? isEnd : from[count] is (byte)'\r' or (byte)'\n';
        if (!isAtLineEnd)
        {
            from[..count].CopyTo(into[written..]);
            written += count;
        }

        return count;
    }
}
