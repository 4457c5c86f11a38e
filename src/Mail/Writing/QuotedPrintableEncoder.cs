using System.Text;

namespace Isberg.Mail;

/// <summary>Quoted-printable (RFC 2045, 6.7).</summary>
internal static class QuotedPrintableEncoder
{
    private const int LongestLine = 75; // and the sign of the soft break

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    public static bool MustEncode(byte it) => it is > 0x7E or (byte)'=' or (< 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n'));

    /// <param name="text">With CRLF at the end of every line.</param>
    public static async Task Write(ReadOnlyMemory<byte> text, MimeOutput output, CancellationToken stop)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf("\r\n"u8);
            WriteLine(end < 0 ? text.Span : text.Span[..end], output);
            if (end >= 0) output.Write("\r\n"u8);
            text = end < 0 ? default : text[(end + 2)..];
            await output.Spill(stop);
        }
    }

    private static void WriteLine(ReadOnlySpan<byte> line, MimeOutput output)
    {
        var column = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var isLast = at == line.Length - 1;
            var isEncoded = MustEncode(line[at]) || line[at] == '\r' || (isLast && line[at] is (byte)' ' or (byte)'\t') || (column == 0 && IsOddBegin(line[at..]));
            if (column + (isEncoded ? 3 : 1) > LongestLine)
            {
                output.Write("=\r\n"u8);
                column = 0;
                isEncoded = isEncoded || IsOddBegin(line[at..]);
            }

            column += Write(line[at], isEncoded, output);
        }
    }

    /// <summary>What mail folders or careless servers would change at a line's beginning.</summary>
    private static bool IsOddBegin(ReadOnlySpan<byte> rest) => rest[0] == '.' || rest.StartsWith("From "u8);

    private static int Write(byte it, bool isEncoded, MimeOutput output)
    {
        var room = output.Room(3);
        if (isEncoded) (room[0], room[1], room[2]) = ((byte)'=', Digits[it >> 4], Digits[it & 15]);
        else room[0] = it;
        output.Advance(isEncoded ? 3 : 1);
        return isEncoded ? 3 : 1;
    }
}

/// <summary>Base64 in lines of 76 characters.</summary>
internal static class Base64Encoder
{
    private const int BytesOfLine = 57;

    public static async Task Write(Stream content, MimeOutput output, CancellationToken stop)
    {
        var part = new byte[BytesOfLine * 512];
        while (await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, stop) is > 0 and var read)
        {
            for (var at = 0; at < read; at += BytesOfLine) WriteLine(part.AsSpan(at, Math.Min(BytesOfLine, read - at)), output);
            await output.Spill(stop);
        }
    }

    private static void WriteLine(ReadOnlySpan<byte> bytes, MimeOutput output)
    {
        var room = output.Room(80);
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, room, out _, out var written);
        "\r\n"u8.CopyTo(room[written..]);
        output.Advance(written + 2);
    }
}
