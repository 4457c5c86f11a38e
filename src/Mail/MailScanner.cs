namespace Isberg.Mail;

/// <summary>Goes through a mail once, from its beginning to its end, line by line or from boundary to boundary.</summary>
internal sealed class MailScanner
{
    /// <summary>A line that is longer than the window is given in pieces, and its later pieces are never boundaries.</summary>
    private const int WindowBytes = 64 * 1024;

    /// <summary>RFC 2046 allows 70 characters; this is what is looked at.</summary>
    private const int LongestBoundaryLine = 1_000;

    private readonly MailSource source;
    private readonly byte[]? buffer;
    private long start;
    private int at;
    private int filled;

    public MailScanner(MailSource source)
    {
        this.source = source;
        if (source.IsInMemory) filled = source.Memory.Length;
        else buffer = new byte[WindowBytes];
    }

    public long Position => start + at;

    public bool IsAtEnd => Window().IsEmpty && !Refill();

    /// <summary>The next line without its end; false at the end of the mail.</summary>
    /// <param name="next">Where the line after it begins.</param>
    public bool TryPeekLine(out ReadOnlySpan<byte> line, out int length)
    {
        var rest = Window();
        var end = rest.IndexOf((byte)'\n');
        if (end < 0 && Refill())
        {
            rest = Window();
            end = rest.IndexOf((byte)'\n');
        }

        length = end < 0 ? rest.Length : end + 1;
        line = end < 0 ? rest : rest[..end];
        if (end > 0 && line[^1] == '\r') line = line[..^1];
        return length > 0;
    }

    public void Skip(int bytes) => at += bytes;

    /// <summary>What stands behind the line that was peeked at, as far as it is at hand.</summary>
    public ReadOnlySpan<byte> Behind(int length) => Window()[length..];

    /// <summary>Goes behind the next line that is one of the boundaries, or to the end. The scanner must stand at the beginning of a line.</summary>
    /// <returns>Which boundary, whether it is the last of its kind, and where the content before it ends.</returns>
    public (int Boundary, bool IsLast, long End) SkipToBoundary(List<byte[]> boundaries)
    {
        var begin = Position;
        if (boundaries.Count == 0) return (-1, false, GoToEnd());

        while (true)
        {
            if (StandsBeforeDashes() && Match(boundaries, out var isLast) is >= 0 and var found)
            {
                var end = EndBefore(begin);
                SkipLine();
                return (found, isLast, end);
            }

            if (!GoToNextDashes()) return (-1, false, GoToEnd());
        }
    }

    private ReadOnlySpan<byte> Window() => (buffer ?? source.Memory.Span)[at..filled];

    private bool StandsBeforeDashes()
    {
        if (filled - at < LongestBoundaryLine) Refill();
        return Window().StartsWith("--"u8);
    }

    private int Match(List<byte[]> boundaries, out bool isLast)
    {
        var line = Window();
        line = line[2..Math.Min(line.Length, LongestBoundaryLine)];
        isLast = false;
        for (var it = boundaries.Count - 1; it >= 0; it--)
        {
            if (!line.StartsWith(boundaries[it])) continue;

            var rest = line[boundaries[it].Length..];
            isLast = rest.StartsWith("--"u8);
            if (isLast) rest = rest[2..];
            if (rest.IsEmpty || rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') return it;
            if (isLast) return it; // some programs write on behind the last one
        }

        return -1;
    }

    /// <summary>The line's end before a boundary belongs to the boundary.</summary>
    private long EndBefore(long begin)
    {
        var end = Position;
        Span<byte> two = stackalloc byte[2];
        var from = Math.Max(begin, end - 2);
        var read = source.Read(from, two[..(int)(end - from)]);
        if (read > 0 && two[read - 1] == '\n') end--;
        if (read > 1 && end < Position && two[read - 2] == '\r') end--;
        return end;
    }

    private void SkipLine()
    {
        while (true)
        {
            var rest = Window();
            var end = rest.IndexOf((byte)'\n');
            at += end < 0 ? rest.Length : end + 1;
            if (end >= 0 || !Refill()) return;
        }
    }

    /// <summary>Goes to the beginning of the next line that begins with two dashes; false when there is none.</summary>
    private bool GoToNextDashes()
    {
        while (true)
        {
            var rest = Window();
            var found = rest.IndexOf("\n--"u8);
            if (found >= 0)
            {
                at += found + 1;
                return true;
            }

            at += Math.Max(0, rest.Length - 2); // the beginning of one may stand at the window's end
            if (!Refill()) return false;
        }
    }

    private long GoToEnd()
    {
        if (buffer is null) at = filled;
        else (start, at, filled) = (source.Length, 0, 0);
        return source.Length;
    }

    /// <summary>Moves the window on; false when there is nothing more.</summary>
    private bool Refill()
    {
        if (buffer is null || (at == 0 && filled == buffer.Length)) return false;

        buffer.AsSpan(at..filled).CopyTo(buffer);
        (start, filled, at) = (start + at, filled - at, 0);
        var read = source.Read(start + filled, buffer.AsSpan(filled));
        filled += read;
        return read > 0;
    }
}
