namespace Isberg.Mail.Smtp;

/// <summary>What a server must know or be able to do before it gets a message.</summary>
/// <param name="Size">In bytes, with CRLF at every line's end.</param>
internal sealed record MessageScan(long Size, bool Is8Bit, bool HasInternationalHeaders)
{
    /// <summary>Reads the message to its end and stands at its beginning again.</summary>
    public static async Task<MessageScan> Of(Stream message, CancellationToken stop)
    {
        var begin = message.Position;
        var scan = new Scan();
        var part = new byte[32 * 1024];
        while (await message.ReadAsync(part, stop) is > 0 and var read) scan.Add(part.AsSpan(0, read));
        message.Position = begin;
        return new MessageScan(scan.Size, scan.Is8Bit, scan.HasInternationalHeaders);
    }

    private sealed class Scan
    {
        private byte last = (byte)'\n';
        private bool isEmptyLine = true;
        private bool isBody;

        public long Size { get; private set; }

        public bool Is8Bit { get; private set; }

        public bool HasInternationalHeaders { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            foreach (var it in bytes)
            {
                Size += (it == '\n' && last != '\r') || (it != '\n' && last == '\r') ? 2 : 1;
                if (it > 0x7F) (Is8Bit, HasInternationalHeaders) = (true, HasInternationalHeaders || !isBody);
                if (it == '\n')
                {
                    isBody |= isEmptyLine;
                    isEmptyLine = true;
                }
                else if (it != '\r')
                {
                    isEmptyLine = false;
                }

                last = it;
            }
        }
    }
}

/// <summary>Makes a message ready for the wire: CR and LF only together, and a dot before every dot at a line's beginning (RFC 5321, 4.5.2).</summary>
internal sealed class DotStuffing
{
    private byte last = (byte)'\n';

    /// <returns>How many bytes of the room were used; at most twice as many as came in.</returns>
    public int Write(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        var written = 0;
        foreach (var it in bytes)
        {
            if (it == '\n' && last != '\r') room[written++] = (byte)'\r';
            if (it != '\n' && last == '\r') (room[written++], last) = ((byte)'\n', (byte)'\n');
            if (it == '.' && last == '\n') room[written++] = (byte)'.';
            room[written++] = it;
            last = it;
        }

        return written;
    }

    /// <summary>What ends the message's last line.</summary>
    public ReadOnlyMemory<byte> End => last == '\n' ? default : last == '\r' ? "\n"u8.ToArray() : "\r\n"u8.ToArray();
}
