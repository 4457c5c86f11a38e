namespace Isberg.Mail.Headers;

/// <summary>Reads the headers of one part, up to the empty line behind them, or to a line that is none.</summary>
internal static class HeaderReader
{
    private const int LinesAhead = 3;

    private static readonly byte[] FromLine = "From "u8.ToArray();

    public static HeaderList Read(MailScanner scanner, MailSource source, MimeLimits limits, List<byte[]> boundaries, bool isMessage)
    {
        var begin = scanner.Position;
        var block = new HeaderBlock(source, begin, limits);
        var isFirst = true;
        while (scanner.TryPeekLine(out var line, out var length))
        {
            if (line.IsEmpty)
            {
                scanner.Skip(length);
                if (isFirst && isMessage && block.Count == 0) continue; // some gateways put an empty line before everything
                break;
            }

            if (IsContinuation(line)) block.Continue(scanner.Position - begin + length);
            else if (Colon(line) is > 0 and var colon) block.Begin(scanner.Position - begin, colon, length, line);
            else if (IsBoundary(line, boundaries) || (!IsEnvelope(line, isFirst) && !(block.MaySkip() && HeadersFollow(scanner.Behind(length))))) break;

            isFirst = false;
            scanner.Skip(length);
        }

        return block.ToList();
    }

    private static bool IsContinuation(ReadOnlySpan<byte> line) => line[0] is (byte)' ' or (byte)'\t';

    /// <summary>The mark that mail folders put before a mail, and what quoting makes of it.</summary>
    private static bool IsEnvelope(ReadOnlySpan<byte> line, bool isFirst) => isFirst && (line.StartsWith(FromLine) || line.StartsWith(">From "u8));

    /// <summary>The place of the colon when this is a header; a name has no blanks, but may be followed by some.</summary>
    private static int Colon(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || colon > 200) return -1;

        var name = line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty) return -1;
        foreach (var it in name)
            if (it is <= (byte)' ' or >= 0x7F) return -1;
        return colon;
    }

    /// <summary>A stray line among headers is passed over; a mail whose empty line is missing has its text here.</summary>
    private static bool HeadersFollow(ReadOnlySpan<byte> rest)
    {
        for (var it = 0; it < LinesAhead && !rest.IsEmpty; it++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            if (line.IsEmpty) return it == 0;
            if (Colon(line) > 0) return true;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return false;
    }

    private static bool IsBoundary(ReadOnlySpan<byte> line, List<byte[]> boundaries)
    {
        if (!line.StartsWith("--"u8)) return false;
        foreach (var it in boundaries)
            if (line[2..].StartsWith(it)) return true;
        return false;
    }
}
