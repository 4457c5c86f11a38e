namespace Isberg.Mail.Text;

/// <summary>Uuencode, as a transfer encoding: from the line "begin" to the line "end".</summary>
internal sealed class UuDecoder : IContentDecoder
{
    private readonly List<byte> line = [];
    private bool hasBegun;
    private bool hasEnded;

    public int MostFrom(int bytes) => bytes + line.Count + 4;

    public int Decode(ReadOnlySpan<byte> from, Span<byte> into, bool isEnd)
    {
        var written = 0;
        while (!from.IsEmpty)
        {
            var end = from.IndexOf((byte)'\n');
            line.AddRange(end < 0 ? from : from[..end]);
            from = end < 0 ? [] : from[(end + 1)..];
            if (end >= 0 || isEnd) written += TakeLine(into[written..]);
        }

        if (isEnd && line.Count > 0) written += TakeLine(into[written..]);
        return written;
    }

    private int TakeLine(Span<byte> into)
    {
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line).TrimEnd((byte)'\r');
        var written = 0;
        if (!hasBegun) hasBegun = text.StartsWith("begin "u8);
        else if (text.SequenceEqual("end"u8)) hasEnded = true;
        else if (!hasEnded) written = DecodeLine(text, into);
        line.Clear();
        return written;
    }

    /// <summary>One line of uuencoded text: its length, then four signs for three bytes.</summary>
    internal static int DecodeLine(ReadOnlySpan<byte> text, Span<byte> into)
    {
        if (text.IsEmpty) return 0;

        var left = Math.Min(Value(text[0]), (text.Length - 1) * 3 / 4);
        var written = 0;
        for (var at = 1; left > 0 && at < text.Length; at += 4)
        {
            var four = (At(text, at) << 18) | (At(text, at + 1) << 12) | (At(text, at + 2) << 6) | At(text, at + 3);
            for (var shift = 16; shift >= 0 && left > 0; shift -= 8, left--) into[written++] = (byte)(four >> shift);
        }

        return written;
    }

    private static int At(ReadOnlySpan<byte> text, int at) => at < text.Length ? Value(text[at]) : 0;

    private static int Value(byte it) => (it - 0x20) & 0x3F;
}
